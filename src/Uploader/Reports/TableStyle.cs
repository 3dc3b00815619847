namespace ToolTime.Uploader.Reports;

/// <summary>How a table stands out on a terminal; plain where output goes elsewhere or NO_COLOR is set.</summary>
internal sealed record TableStyle(bool IsPlain)
{
    public string Heading(string text) => IsPlain ? text : $"\e[1m{text}\e[0m";

    public string Faint(string text) => IsPlain ? text : $"\e[2m{text}\e[0m";
}
