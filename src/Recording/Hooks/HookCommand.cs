using System.Text;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// `tooltime hook [--client NAME]`: records one event of an agent from the JSON on standard input. Exits 0, prints nothing but a decision
/// about a call where its user asked for that, and waits for nobody, whatever happens.
/// </summary>
internal static class HookCommand
{
    private static readonly TimeSpan StatusLineStays = TimeSpan.FromMinutes(10);

    /// <param name="args">The command line.</param>
    /// <param name="guard">Looks at a call before it runs, where security.json is there.</param>
    public static int Run(string[] args, GuardCall guard)
    {
        try
        {
            Record(ClientName.FromHookArguments(args), guard);
        }
        catch (Exception)
        {
            // An agent shows its user whatever a hook prints and may stop for a hook that fails. A lost event is the smaller harm.
        }

        return 0;
    }

    // A status line shows what was read last; where none is shown nobody needs it read.
    private static bool IsStatusLineShown(ToolTimeHome home)
    {
        var shown = File.GetLastWriteTimeUtc(home.StatusLineMark);
        return shown > TimeProvider.System.GetUtcNow().UtcDateTime - StatusLineStays;
    }

    private static void Record(string client, GuardCall guard)
    {
        // Read before anything can fail: a hook that leaves early breaks the pipe that the agent is writing to.
        var home = ToolTimeHome.Locate(Environment.GetEnvironmentVariable);
        var body = home is not null && File.Exists(home.Security) ? new MemoryStream() : null;
        var input = HookInput.Read(new JsonFieldScanner(HookInput.Fields), body);
        if (input is null)
        {
            return;
        }

        if (home is null || HomeClock.Locate(Environment.GetEnvironmentVariable) is not { } clock)
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
