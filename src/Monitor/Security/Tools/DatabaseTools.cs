using System.Text.Json;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>MCP servers' tools that pass a command or statement to a database: they do what its own program would do.</summary>
internal static class DatabaseTools
{
    private static readonly string[] Statements = ["sql", "query", "statement", "command", "cmd", "code", "script", "eval", "expression",
        "operation", "args", "arguments", "statements", "queries"];
    private static readonly string[] Databases = ["database", "db", "dbName", "databaseName", "connection", "connectionString", "dsn"];
    private static readonly string[] Redis = ["redis", "valkey", "keydb", "dragonfly", "upstash"];
    private static readonly string[] Mongo = ["mongo", "mongodb", "atlas", "documentdb"];
    private static readonly string[] Sql = ["postgres", "postgresql", "pg", "mysql", "mariadb", "sqlite", "mssql", "sqlserver", "duckdb",
        "clickhouse", "snowflake", "bigquery", "supabase", "neon", "planetscale", "cockroachdb", "oracle", "redshift", "dbhub", "sql",
        "database", "db"];

    /// <summary>Records what such a tool does; false if it is not a database's.</summary>
    public static bool Run(CheckedCall tool, Call call, string name, string server)
    {
        var words = $"{server}_{name}".ToLowerInvariant().Split('_', '-', '.', ' ');
        var where = ToolInput.Text(tool.Input, Databases) ?? "";
        string[] program = Has(words, Redis) ? ["redis-cli"] : Has(words, Mongo) ? ["mongosh", where, "--eval"]
            : Has(words, Sql) ? ["psql", where, "-c"] : [];
        if (program.Length == 0)
        {
            return false;
        }

        if (DatabasePrograms.IsForTests(server))
        {
            return true;
        }

        var text = string.Join(program[0] is "redis-cli" ? " " : ";", ToolInput.AllTexts(tool.Input)
            .Where(member => Statements.Contains(member.Name)).Select(member => member.Text));
        if (program[0] is "redis-cli")
        {
            text = $"{name.Replace("_", "", StringComparison.Ordinal)} {text}";
        }
        else if (program[0] is "mongosh")
        {
            text += Documents(tool.Input, name);
        }

        if (text.Length is > 0 and < Content.MostText)
        {
            call.Run([.. program.Where(word => word.Length > 0).Append(text).Select(word => new Field(word))], Content.Nothing);
        }

        return true;
    }

    private static bool Has(string[] words, string[] names) => Array.Exists(words, word => names.Contains(word));

    /// <summary>Commands that are documents, and deletions of a whole collection, as a database shell writes them.</summary>
    private static string Documents(JsonElement input, string name)
    {
        var text = "";
        foreach (var member in (ReadOnlySpan<string>)["command", "cmd", "query"])
        {
            if (input.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.Object)
            {
                text += value.TryGetProperty("dropDatabase", out _) ? ";db.dropDatabase()" : "";
                text += value.TryGetProperty("drop", out _) ? ";db.c.drop()" : "";
            }
        }

        var isAll = input.TryGetProperty("filter", out var filter) && filter.ValueKind is JsonValueKind.Object
            && !filter.EnumerateObject().Any();
        return isAll && name.Replace('-', '_') is "delete_many" or "deletemany" or "delete_documents"
            ? $"{text};db.c.deleteMany({{}})" : text;
    }
}
