using System.Text;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// `tooltime hook [--client NAME]`: records one event of an agent from the JSON on standard input. Always exits 0, prints nothing except a
/// decision about a call if the user asked for that, and never waits for an upload.
/// </summary>
internal static class HookCommand
{
    private static readonly TimeSpan StatusLineStays = TimeSpan.FromMinutes(10);

    /// <param name="args">The arguments after `hook`.</param>
    /// <param name="guard">Checks a call before it runs, if security.json exists.</param>
    public static int Run(string[] args, GuardCall guard)
    {
        try
        {
            Record(ClientName.FromHookArguments(args), guard);
        }
        catch (Exception)
        {
            // An agent shows its user whatever a hook prints, and may stop if a hook fails. A lost event is less harmful.
        }

        return 0;
    }

    // Reading for the status line is only needed while one is shown.
    private static bool IsStatusLineShown(ToolTimeHome home)
    {
        var shown = File.GetLastWriteTimeUtc(home.StatusLineMark);
        return shown > TimeProvider.System.GetUtcNow().UtcDateTime - StatusLineStays;
    }

    private static void Record(string client, GuardCall guard)
    {
        // Read before anything can fail: a hook that exits early breaks the pipe that the agent is writing to.
        var home = ToolTimeHome.Locate(Environment.GetEnvironmentVariable);
        var body = home is not null && File.Exists(home.Security) ? new MemoryStream() : null;
        var input = HookInput.Read(new JsonFieldScanner(HookInput.Fields), body);
        if (input is null || home is null || HomeClock.Locate(Environment.GetEnvironmentVariable) is not { } clock)
        {
            return;
        }

        var userHome = AgentHomes.User(Environment.GetEnvironmentVariable);
        var (isRecorded, answer) = HookRecord.Handle(home, userHome, clock, client, input, body?.ToArray(), guard);
        if (answer is not null)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(Encoding.UTF8.GetBytes(answer + "\n"));
        }

        if (isRecorded && input.Event is EventName.Stop or EventName.SessionEnd && IsStatusLineShown(home))
        {
            DetachedCommand.Start("snapshot");
        }
    }
}
