namespace ToolTime.Uploader.Tests;

internal sealed record CommandResult(int ExitCode, string Output, string Messages)
{
    public static readonly CommandResult Silence = new(0, "", "");
}
