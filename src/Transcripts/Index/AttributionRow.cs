namespace ToolTime.Transcripts.Index;

/// <summary>An attribution as the catalog stores it: the numbers of names, -1 for none.</summary>
internal readonly record struct AttributionRow(int Skill, int Plugin, int McpServer, int Agent)
{
    /// <summary>The number that stands for no attribution; real numbers start at 1.</summary>
    public const int None = 0;

    public const int NoName = -1;

    public static AttributionRow From(Attribution attribution, Func<string, int> numberOf)
    {
        return new AttributionRow(
            Number(attribution.Skill),
            Number(attribution.Plugin),
            Number(attribution.McpServer),
            Number(attribution.Agent)
        );

        int Number(string? name) => name is null ? NoName : numberOf(name);
    }
}
