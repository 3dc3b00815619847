using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Security.Guarding;

/// <summary>
/// Evaluates a call before it runs, for the audit trail, alerts and blocking. If anything fails here, the call runs, and the fault is
/// recorded for `tooltime doctor`.
/// </summary>
internal static class CallGuard
{
    // The agent waits for its hook, and the machine may be busy: far longer than the largest text takes, and far shorter than agents wait.
    private const int MaxWaitMs = 5000;

    /// <summary>Evaluates a call that is about to be made.</summary>
    /// <returns>What the hook prints: a decision; null to let the agent decide as usual.</returns>
    public static string? Evaluate(GuardedCall call) => Evaluate(call, isOver: false);

    /// <summary>The same for a call that already ran, so that there is nothing to decide.</summary>
    public static void Observe(GuardedCall call) => Evaluate(call, isOver: true);

    private static string? Evaluate(GuardedCall call, bool isOver)
    {
        var (evaluated, fault) = ((Evaluated?)null, (string?)"Checking a call took more than 5 seconds.");
        var worker = new Thread(() =>
        {
            try
            {
                evaluated = EvaluateNow(call, isOver);
                Store(call, evaluated);
                fault = null;
            }
            catch (Exception e)
            {
                fault =
                    e is ConfigException ? e.Message
                    : evaluated is null ? $"Checking a call failed ({e.GetType().Name})."
                    : $"A call was checked, but not written into the audit trail or not alerted about ({e.GetType().Name}).";
            }
        })
        { IsBackground = true };
        worker.Start();
        worker.Join(MaxWaitMs);
        if (fault is { } said)
        {
            GuardFaults.Note(call.Home, call.Now, said);
        }

        return evaluated?.Decision?.ToHookOutput();
    }

    private static Evaluated? EvaluateNow(GuardedCall call, bool isOver)
    {
        var settings = GuardSettingsFile.Read(call.Home);
        var rulesFile = call.Home.SecurityRules;
        var rules = File.Exists(rulesFile) ? UserRules.Parse(File.ReadAllText(rulesFile)) : UserRules.None;
        if (call.Body.Length >= StandardInput.MaxCopy)
        {
            GuardFaults.Note(call.Home, call.Now, "A call longer than 4 MiB was not checked.");
            return null;
        }

        if (
            !ForeignJson.ParseOnce(call.Body.ToArray()).TryGetProperty("tool_input", out var input)
            || call.Input.Tool is not { Length: > 0 } tool
        )
        {
            return null;
        }

        var cwd = call.Input.Folder ?? "";
        var project = cwd.Length == 0 ? null : RepositoryFolder.Find(cwd);
        var engine = new SecurityEngine(rules, new FileSystemLinks(), call.UserHome, redacts: true);
        var (findings, structure) = engine.Observe(new CheckedCall { ToolName = tool, Input = input, Cwd = cwd, Project = project });
        return new Evaluated(settings, project, findings, structure, isOver ? null : BlockDecision.Find(settings, findings, call.Client));
    }

    // A full or unwritable disk undoes no decision.
    private static void Store(GuardedCall call, Evaluated? evaluated)
    {
        if (evaluated is not var (settings, project, findings, structure, decision) || !call.IsRecorded)
        {
            return;
        }

        if (settings.Channels.Count > 0)
        {
            AlertRaiser.Raise(call, settings, project, findings, structure, decision?.Answer);
        }

        if (settings.Audit)
        {
            AuditTrail.Append(call.Home, call.Now, AuditLine.Write(call, project, findings, structure, decision?.Answer));
        }
    }

    private sealed record Evaluated(
        GuardSettings Settings,
        string? Project,
        IReadOnlyList<Finding> Findings,
        CallStructure Structure,
        BlockDecision? Decision
    );
}
