using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Doctor;

/// <summary>Whether the guard works: its files can be read, and no check of a call failed lately.</summary>
internal static class GuardChecks
{
    public const string Name = "security";

    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public static DoctorCheck Look(CommandContext context)
    {
        try
        {
            var settings = GuardSettingsFile.Read(context.Home);
            if (File.Exists(context.Home.SecurityRules))
            {
                UserRules.Parse(File.ReadAllText(context.Home.SecurityRules));
            }

            if (!settings.IsAnyOn)
            {
                return new(Name, DoctorCheck.Fine, "No audit trail, no alerts, nothing is blocked.");
            }

            // Of what `serve` reads, it alerts too.
            var isServed = settings is { Audit: false, BlockFrom: null } && ServeFile.FindRunning(context.Home) is not null;
            if (!isServed && !EvaluatingHooks.AreConnected(context))
            {
                return new(
                    Name,
                    DoctorCheck.Fault,
                    $"On: {string.Join(", ", On(settings))}. But no hook is connected for the user, here, or in a project that Claude Code lists: calls are checked only in projects with hooks of their own, if any.",
                    "Run `tooltime connect --user`."
                );
            }

            if (GuardFaults.Since(context.Home, context.Now - Lately) is { } faults)
            {
                return new(
                    Name,
                    DoctorCheck.Warning,
                    $"In the last 7 days {Figure.Count(faults.Count, "call")} could not be checked and passed, or could not be written down. The last: {faults.Last}",
                    "If this continues, report it with the version of tooltime."
                );
            }

            return new(Name, DoctorCheck.Fine, $"On: {string.Join(", ", On(settings))}.");
        }
        catch (ConfigException e)
        {
            return new(
                Name,
                DoctorCheck.Fault,
                $"{e.Message} Until this is fixed, hooks check nothing and let every call through.",
                "Fix the file, or move it away."
            );
        }
    }

    private static IEnumerable<string> On(GuardSettings settings)
    {
        if (settings.Audit)
        {
            yield return "the audit trail";
        }

        if (settings.BlockFrom is { } from)
        {
            yield return $"blocking from {from} ({settings.BlockAnswer})";
        }

        if (settings.Channels.Count > 0)
        {
            yield return $"alerts to {string.Join(", ", settings.Channels.Select(channel => channel.Kind))}";
        }
    }
}
