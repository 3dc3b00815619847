namespace ToolTime.Uploader.Reports;

/// <summary>Of what a report on calls tells.</summary>
internal enum CallGrouping
{
    Tool,
    Skill,
    McpServer,
}
