namespace ToolTime.Transcripts.Reporting;

/// <summary>By what a report on calls groups them.</summary>
internal enum CallGrouping
{
    Tool,
    Skill,
    McpServer,
    Plugin,
    Agent,
}
