namespace ToolTime.HookBench;

/// <summary>What people wrote below the table of a page, from the heading `Findings` on. A new run leaves it as it is.</summary>
internal static class Findings
{
    /// <summary>Reads it from a page.</summary>
    public static string Read(string page)
    {
        var text = File.ReadAllText(page);
        return text[text.IndexOf("## Findings", StringComparison.Ordinal)..];
    }
}
