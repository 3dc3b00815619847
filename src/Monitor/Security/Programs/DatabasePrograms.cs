using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Command lines of databases.</summary>
internal static class DatabasePrograms
{
    private static readonly OptionSpec Psql = new(
        "-c -d -f -h -p -U -v -o -F -P --command --dbname --file --host --port --username --set --output -W"
    );
    private static readonly OptionSpec Mysql = new("-e -h -P -u -D -S --execute --host --port --user --database --socket --defaults-file");
    private static readonly OptionSpec Mongo = new("--eval --host --port -u -p --username --password --authenticationDatabase -f --file");
    private static readonly OptionSpec Redis = new("-h -p -n -a -u --user --pass -r -i --pattern --count");
    private static readonly OptionSpec Sqlite = new("-cmd -separator -init", HasLongWithOneDash: true);

    /// <summary>Stands for the database in the project's settings, which nobody here knows.</summary>
    public const string Configured = "the configured database";

    private static readonly string[] Local = ["localhost", "127.0.0.1", "file:", "sqlite", "development"];

    /// <summary>Stands for the names of all keys.</summary>
    private const string AllKeys = "redis:*";

    private static readonly string[] TestWords = ["test", "dev", "local", "tmp", "temp", "demo", "sandbox", "scratch", "fixture", "ci",
        ":memory:", "playground", "spec"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["psql"] = programs["pgcli"] = call => Run(call, Psql, ["-c", "--command"], ["-h", "--host"], ["-d", "--dbname"]);
        programs["mysql"] =
            programs["mariadb"] =
            programs["mycli"] =
            programs["clickhouse-client"] =
            programs["clickhouse"] =
            programs["cockroach"] =
                call =>
                    Run(
                        call,
                        Mysql with
                        {
                            Valued = Mysql.Valued + " -q --query",
                        },
                        ["-e", "--execute", "-q", "--query"],
                        ["-h", "--host"],
                        ["-D", "--database"]
                    );
        programs["sqlite3"] = programs["duckdb"] = call => RunFile(call);
        programs["sqlcmd"] = programs["bcp"] = call => Run(call, new OptionSpec("-Q -q -S -d -U -P -i"), ["-Q", "-q"], ["-S"], ["-d"]);
        programs["sqlplus"] = programs["sqlcl"] = call => Run(call, new OptionSpec("-S -L -M -R -C"), [], [], []);
        programs["neo4j-admin"] = call => call.Args is [{ Text: "database" }, { Text: "drop" or "delete" }, ..]
            ? Emit(call, "neo4j-admin database drop") : Content.Unknown;
        programs["convex"] = call => call.Args is [{ Text: "import" }, ..] && call.Args.Any(arg => arg.Text is "--replace-all" or "--replace")
            && call.Args.Any(arg => arg.Text is "--prod") ? Emit(call, "convex import --replace") : Content.Unknown;
        programs["cqlsh"] = call => Run(call, new OptionSpec("-e -k -u -p --execute"), ["-e", "--execute"], [], ["-k"]);
        programs["mongosh"] = programs["mongo"] = RunMongo;
        programs["redis-cli"] = programs["valkey-cli"] = programs["keydb-cli"] = RunRedis;
        foreach (var dump in (string[])["pg_dump", "pg_dumpall", "mysqldump", "mariadb-dump", "mongodump", "mongoexport"])
        {
            programs[dump] = Dump;
        }

        programs["dropdb"] = call => Drop(call, Arguments.Read(call.Args,
            new OptionSpec("-h -p -U --host --port --username --maintenance-db")));
        programs["dropuser"] = call => Drop(call, Arguments.Read(call.Args, new OptionSpec("-h -p -U --host")));
        programs["mysqladmin"] = call => Arguments.Read(call.Args, new OptionSpec("-h -P -u --host --user")) is var arguments
            && arguments.Operands is [{ Text: "drop" }, ..]
                ? Note(call, arguments, "mysqladmin drop", string.Join(' ', arguments.Operands), "-h", "--host")
                : Content.Unknown;
        programs["etcdctl"] = call =>
            Arguments.Read(call.Args, new OptionSpec("--endpoints --cert --key --cacert --user --password --command-timeout")) is
            { Operands: [{ Text: "del" }, ..] } deletion && deletion.Has("--prefix", "--from-key")
                ? Emit(call, "etcdctl del")
                : Content.Unknown;
        programs["mongorestore"] = call => Arguments.Read(call.Args, new OptionSpec("-h --host --port -u -p -d --db --uri --nsInclude")) is
            var restored && restored.Has("--drop") && (restored.Value("-h", "--host") ?? restored.Value("--uri")) is { } target
            ? Note(call, restored, "mongorestore --drop", target.Text, "-h", "--host") : Content.Unknown;
        programs["pg_restore"] = call => Arguments.Read(call.Args,
            new OptionSpec("-h -p -U -d -f -j -n -t --host --port --username --dbname --jobs")) is var restored
            && restored.Has("-c", "--clean") && (restored.Value("-h", "--host") is not null || SqlOptions.NamesProduction(call.Segment))
            ? Note(call, restored, "pg_restore --clean", restored.Value("-d", "--dbname")?.Text ?? "", "-h", "--host") : Content.Unknown;
        programs["borg"] = call => Arguments.Read(call.Args, new OptionSpec("-a --glob-archives --remote-path --rsh")) is
        { Operands: [{ Text: "delete" }, ..] } backups && !backups.Has("-n", "--dry-run") ? Emit(call, "borg delete") : Content.Unknown;
        programs["restic"] = programs["kopia"] = programs["velero"] = programs["duplicity"] = call =>
            call.Args.Any(arg => arg.Text is "--unsafe-allow-remove-all" or "--all-snapshots-for-source")
            || call.Args is [{ Text: "backup" or "schedule" }, { Text: "delete" }, ..] && call.Args.Any(arg => arg.Text is "--all")
            || call.Args is [{ Text: "remove-all-but-n-full" }, { Text: "0" }, ..]
                ? Emit(call, $"{call.Name} of all backups")
                : OtherPrograms.Run(call);
        programs["influx"] =
            programs["curator_cli"] =
            programs["kafka-topics"] =
            programs["kafka-topics.sh"] =
            programs["rabbitmqadmin"] =
            programs["rabbitmqctl"] =
            programs["nats"] =
                call =>
                    call.Args.Any(arg =>
                        arg.Text
                            is "delete"
                                or "--delete"
                                or "purge_queue"
                                or "delete_queue"
                                or "delete-indices"
                                or "delete_vhost"
                                or "reset"
                                or "force_reset"
                    )
                    && !call.Args.Any(arg => Hosts.IsLocal(NetworkPrograms.Host(arg.Text)) || IsForTests(arg.Text))
                        ? Emit(call, $"{call.Name} delete")
                        : Content.Unknown;
        programs["rake"] =
            programs["rails"] =
            programs["artisan"] =
            programs["prisma"] =
            programs["manage.py"] =
            programs["django-admin"] =
            programs["flyway"] =
            programs["liquibase"] =
            programs["sequelize"] =
            programs["sequelize-cli"] =
            programs["console"] =
            programs["alembic"] =
            programs["knex"] =
            programs["typeorm"] =
            programs["mikro-orm"] =
            programs["drizzle-kit"] =
            programs["migrate"] =
            programs["dbmate"] =
            programs["goose"] =
            programs["sqlx"] =
            programs["diesel"] =
            programs["mix"] =
                Migrate;
    }

    /// <summary>A copy of a database, in a file or for the next program.</summary>
    private static Content Dump(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-f -o -r -h -p -U -d -u -P --file --out --result-file --archive= --port"));
        var copy = Content.Unknown.With(DataKinds.Outside);
        if (arguments.Value("-f", "--file", "-o", "--out", "-r", "--result-file") is not { } file)
        {
            return copy;
        }

        call.Write(file, copy);
        return Content.Nothing;
    }

    private static Content Emit(Call call, string detail)
    {
        call.Emit(EffectKind.DropData, detail);
        return Content.Unknown;
    }

    /// <summary>Whether the name or address of a database is for tests or development.</summary>
    public static bool IsForTests(string text) =>
        text.Contains(":memory:", StringComparison.Ordinal)
            || text.ToLowerInvariant().Split(['/', '_', '-', '.', ':', '@', '=', ' ', '\\', '?']) is var words
            && Array.Exists(words, word => Array.Exists(TestWords, test => word == test
            || (test is "test" or "dev" or "local" && word.StartsWith(test, StringComparison.Ordinal) && word.Length < test.Length + 8)
            || (test is "test" && word.EndsWith(test, StringComparison.Ordinal))));

    private static Content Run(Call call, OptionSpec spec, string[] commands, string[] hosts, string[] databases)
    {
        var arguments = Arguments.Read(call.Args, spec);
        var text = string.Join(";", arguments.Values(commands).Select(value => value.Text).Append(call.Input.Text ?? ""));
        // A file that this command wrote.
        text += string.Concat(arguments.Values("-f", "--file", "-i").Select(file =>
            ';' + (call.Walk.Files.GetValueOrDefault(call.Path(file.Text).Full)?.Text ?? "")));
        var where = string.Join(' ', arguments.Operands.Concat(arguments.Values(databases)).Select(operand => operand.Text));
        RunCommands(call, text, arguments.Value(hosts)?.Text ?? where);
        if (SqlText.FindLoss(text) is { } loss)
        {
            Note(call, arguments, loss, where, hosts);
        }

        if (SqlText.IsFlood(text))
        {
            call.Emit(EffectKind.FillDisk, "generate_series");
        }

        // Without an address it is this machine's database, which was set up for some purpose.
        if ((arguments.Value(hosts) is not null || where.Contains("://", StringComparison.Ordinal) || !Field.IsKnownText(where))
            && SqlText.FindGrant(text) is { } grant && !IsOfTests(call, arguments, where, hosts, out var host))
        {
            call.Emit(EffectKind.GrantRights, grant, host: host);
        }

        return text.Contains("to stdout", StringComparison.OrdinalIgnoreCase) ? Content.Unknown.With(DataKinds.Outside) : Content.Unknown;
    }

    /// <summary>Runs what statements make a shell run: here, or on the database's machine.</summary>
    private static void RunCommands(Call call, string text, string where)
    {
        foreach (var (command, isClient) in SqlCommands.Find(text, call.Name))
        {
            var isHere = isClient || where.Length == 0 || Hosts.IsLocal(where);
            call.RunText(new Field(command), isHere ? call.State.Copy() : new ShellState(null) { Traits = EffectTraits.Remote },
                command.Trim() is "sh" or "bash" or "/bin/sh" or "/bin/bash" ? Content.Nothing : Content.Unknown.With(DataKinds.Outside));
        }
    }

    private static Content Note(Call call, Arguments arguments, string loss, string where, params string[] hosts)
    {
        if (!IsOfTests(call, arguments, where, hosts, out var host))
        {
            call.Emit(EffectKind.DropData, loss, host: host);
        }

        return Content.Unknown;
    }

    /// <summary>Whether a database is clearly local or for tests.</summary>
    private static bool IsOfTests(Call call, Arguments arguments, string where, string[] hosts, out string? host)
    {
        host = arguments.Value(hosts)?.Text ?? (where.Contains("://", StringComparison.Ordinal) ? NetworkPrograms.Host(where) : null);
        return (host is not null && (Hosts.IsLocal(host) || IsForTests(host))) || IsForTests(where)
            || (call.State.Traits is EffectTraits.Contained && IsForTests(call.Segment));
    }

    private static Content RunFile(Call call)
    {
        var arguments = Arguments.Read(call.Args, Sqlite);
        var text = string.Join(';', arguments.Operands.Skip(1).Select(operand => operand.Text).Append(call.Input.Text ?? ""));
        if (arguments.Operands is not [var file, ..])
        {
            return Content.Unknown;
        }

        var path = call.Path(file.Text);
        var data = file.Text.StartsWith(':') ? DataKinds.None : call.Read(file).Data;
        RunCommands(call, text, "");
        if (path.Name is "TCC.db" && SqlText.IsChange(text))
        {
            call.Emit(EffectKind.DisableGuard, "a change of TCC.db");
        }
        else if ((path.IsOutside || path.Kind is FileKind.ShellHistory) && SqlText.IsChange(text))
        {
            call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
        }

        if (SqlText.FindLoss(text) is { } loss && path.Scope is not PathScope.Allowed && !IsForTests(file.Text))
        {
            call.Emit(EffectKind.DropData, loss, path);
        }

        return Content.Unknown.With(data);
    }

    private static Content RunMongo(Call call)
    {
        var arguments = Arguments.Read(call.Args, Mongo);
        var text = (arguments.Value("--eval")?.Text ?? "") + (call.Input.Text ?? "");
        var compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        string[] losses = ["dropDatabase(", ".drop(", ".deleteMany({})", ".remove({})", ".dropUser(", ".deleteMany()", "dropAllUsers("];
        if (Array.Find(losses, loss => compact.Contains(loss, StringComparison.Ordinal)) is { } found)
        {
            // `db.getSiblingDB("test")` is another database than that of the connection.
            const string Sibling = "getSiblingDB(";
            var sibling = compact.IndexOf(Sibling, StringComparison.Ordinal) is var at and >= 0
                ? compact[(at + Sibling.Length)..].Trim('"', '\'').Split('"', '\'')[0] : null;
            Note(call, arguments, found.TrimStart('.').TrimEnd('('), sibling ?? string.Join(' ', arguments.Operands), "--host");
        }

        return Content.Unknown;
    }

    private static Content RunRedis(Call call)
    {
        var arguments = Arguments.Read(call.Args, Redis);
        var text = string.Join(' ', arguments.Operands).ToLowerInvariant() + " " + (call.Input.Text ?? "").ToLowerInvariant();
        if (arguments.Has("--rdb"))
        {
            return Content.Unknown.With(DataKinds.Outside);
        }

        var host = arguments.Value("-h")?.Text ?? (arguments.Value("-u") is { } address ? NetworkPrograms.Host(address.Text) : null);
        var isRemote = host is not null && !Hosts.IsLocal(host) && !IsForTests(host);
        if (((arguments.Has("--scan") && arguments.Value("--pattern")?.Text is null or "*") || text.StartsWith("keys *",
            StringComparison.Ordinal)))
        {
            // The names of all keys.
            return new Content(null, DataKinds.None, [AllKeys]);
        }

        if (text.Contains("while true do", StringComparison.Ordinal) && !text.Contains("break", StringComparison.Ordinal)
            && !text.Contains("return", StringComparison.Ordinal) && text.StartsWith("eval", StringComparison.Ordinal))
        {
            call.Emit(EffectKind.Spin, "a script without an end");
        }

        // Here, a database with another number or port is a test's.
        var isFlush = text.Contains("flushall", StringComparison.Ordinal) || text.Contains("flushdb", StringComparison.Ordinal);
        var isAllKeys = arguments.Operands is [{ Text: var verb }, { Text: AllKeys }, ..]
            && verb.ToLowerInvariant() is "del" or "unlink";
        var isOther = arguments.Value("-n") is not null || arguments.Value("-p")?.Text is not (null or "6379");
        if ((isRemote && (isFlush || isAllKeys)) || (isFlush && host is null && !isOther))
        {
            call.Emit(EffectKind.DropData, isFlush ? "flush" : "all keys", host: host);
        }

        return Content.Unknown;
    }

    private static Content Drop(Call call, Arguments arguments) =>
        arguments.Operands.Count == 0 ? Content.Unknown
            : Note(call, arguments, call.Name, string.Join(' ', arguments.Operands), "-h", "--host");

    private static readonly HashSet<string> DatabaseSchemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "postgres", "postgresql", "mysql", "mysql2", "mariadb", "mongodb", "sqlserver", "mssql", "redis", "rediss", "oracle", "jdbc",
        "cockroachdb",
    };

    /// <summary>Whether a text is the address of a database that is not clearly local or for tests.</summary>
    public static bool IsRemote(string address) => address.IndexOf("://", StringComparison.Ordinal) is var end and > 0
        && DatabaseSchemes.Contains(address[..end].Split('+', ':')[0])
        && Field.IsKnownText(address)
        && NetworkPrograms.Host(address) is var host
        && host.Contains('.', StringComparison.Ordinal)
        && !Hosts.IsLocal(host) && !IsForTests(address);

    /// <summary>Whether the variables of a command are those of a database that is not clearly local or for tests.</summary>
    public static bool IsProduction(Call call) =>
        call.Environment.Any(entry => SqlOptions.HasProductionWord(entry.Value.Text) || IsRemote(entry.Value.Text))
            || call.State.Get("RAILS_ENV") is [{ Text: "production" }]
            || (call.State.Get("DATABASE_URL") is [var address] && IsRemote(address.Text)) || SqlOptions.NamesProduction(call.Segment);

    /// <summary>
    /// Whether everything is dropped without the question that the program would ask. Which database that is depends on the project's
    /// settings.
    /// </summary>
    private static bool IsForced(Call call)
    {
        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (var arg in call.Args)
            {
                if (words.Contains(arg.Text))
                {
                    return true;
                }
            }

            return false;
        }

        return Has("--force-reset") || call.Args is [.., { Text: "downgrade" }, { Text: "base" }]
            || (Has("flush", "reset_db") && Has("--noinput", "--no-input"))
            || (Has("--force", "-f") && (call.Args is [{ Text: "migrate" }, { Text: "reset" }, ..]
                || Has("migrate:fresh", "migrate:reset", "db:wipe", "doctrine:schema:drop", "doctrine:database:drop")));
    }

    /// <summary>Whether a command's words or variables name a database that is local or for tests.</summary>
    private static bool IsOfTests(Call call) => (call.State.Traits & EffectTraits.Contained) != 0 || IsForTests(call.Segment)
        || Array.Exists(Local, word => call.Segment.Contains(word, StringComparison.OrdinalIgnoreCase))
        || (call.State.Get("DATABASE_URL") is [{ Text: var address }] && (IsForTests(address)
            || Array.Exists(Local, word => address.Contains(word, StringComparison.OrdinalIgnoreCase))));

    private static Content Migrate(Call call)
    {
        if (call.Name is "rails" && call.Args is [{ Text: "credentials:show" or "credentials:edit" or "encrypted:show" }, ..])
        {
            return UploadPrograms.Secret(call, $"rails {call.Args[0].Text}");
        }

        if (call.Name is "mix" && call.Args is [{ Text: "archive.install" or "escript.install" }, ..])
        {
            return RegistryPrograms.From(call, call.Args.Where(InterpreterPrograms.IsAddress));
        }

        string[] losses = ["doctrine:schema:drop", "doctrine:database:drop", "doctrine:fixtures:load", "db:drop", "db:reset", "db:purge",
            "db:schema:load", "migrate:fresh", "migrate:reset", "db:wipe", "flush", "clean", "dropAll", "drop-all", "reset_db",
            "schema:drop", "schema:fresh", "ecto.drop", "ecto.reset", "drop", "reset",
            "migrate:rollback"];
        var isProduction = IsProduction(call) || call.Args.Any(arg => SqlOptions.HasProductionWord(arg.Text) || IsRemote(arg.Text));
        var isReset = call.Args is [{ Text: "migrate" or "db" }, { Text: "reset" }, ..]
            || (call.Args is [{ Text: "db" }, { Text: "push" }, ..] && call.Args.Any(arg => arg.Text is "--force-reset"
                or "--accept-data-loss"))
            || (call.Name is "drizzle-kit" && call.Args is [{ Text: "push" }, ..] && call.Args.Any(arg => arg.Text is "--force"))
            || call.Args is [.., { Text: "downgrade" }, { Text: "base" }];
        // For a build, `clean` is not a loss.
        var isLoss = isReset || call.Args.Any(arg => losses.Contains(arg.Text) && (arg.Text is not "clean" || call.Name is "flyway"));
        if (isLoss && isProduction)
        {
            call.Emit(EffectKind.DropData, call.Args[0].Text);
        }
        else if (IsForced(call) && !IsOfTests(call))
        {
            call.Emit(EffectKind.DropData, $"{Configured}, by {call.Name}");
        }

        return Content.Unknown;
    }
}
