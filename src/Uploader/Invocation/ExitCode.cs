namespace ToolTime.Uploader.Invocation;

/// <summary>The meaning of a command's exit codes. `tooltime hook` always exits 0.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NothingToDo = 3;
    public const int NoConsent = 4;
    public const int Network = 5;
}
