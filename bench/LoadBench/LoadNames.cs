namespace ToolTime.LoadBench;

/// <summary>The built-in tools that every day has, and names of an operator's list, from which each day has some.</summary>
/// <param name="count">How many names the list has.</param>
internal sealed class LoadNames(int count)
{
    private static readonly string[] BuiltIn = ["Bash", "Edit", "Glob", "Grep", "Read", "Task", "TodoWrite", "WebFetch", "Write"];

    private readonly string[] _tools = Make("mcp__server{0}__tool", count / 2);
    private readonly string[] _skills = Make("skill-{0}", count / 5);
    private readonly string[] _servers = Make("server-{0}", count / 10);
    private readonly string[] _plugins = Make("plugin-{0}@market", count / 5);

    public IEnumerable<string> Tools(Random random) => BuiltIn.Concat(Draw(_tools, 6, random));

    public IEnumerable<string> Skills(Random random) => Draw(_skills, 4, random);

    public IEnumerable<string> Servers(Random random) => Draw(_servers, 3, random);

    public IEnumerable<string> Plugins(Random random) => Draw(_plugins, 8, random);

    /// <summary>The list as the server's setting <c>Names:File</c> names it.</summary>
    public void WriteTo(string path) => File.WriteAllLines(
        path,
        [
            .. _tools.Select(name => $"add tool {name}"), .. _skills.Select(name => $"add skill {name}"),
            .. _servers.Select(name => $"add mcp_server {name}"), .. _plugins.Select(name => $"add plugin {name}"),
        ]);

    private static string[] Make(string pattern, int count) =>
        [.. Enumerable.Range(1, count).Select(number => pattern.Replace("{0}", $"{number}", StringComparison.Ordinal))];

    private static IEnumerable<string> Draw(string[] names, int count, Random random) =>
        random.GetItems(names, 2 * count).Distinct().Take(count);
}
