using System.Text.Json;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Watching;

/// <summary>Makes events about dangerous calls as transcripts grow. Thread-safe.</summary>
/// <param name="engine">The rules; null to evaluate none.</param>
internal sealed class CallWatch(SecurityEngine? engine)
{
    private const int LongestInput = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly List<(IdHash Call, SecurityAlert Alert)> _alerts = [];
    private readonly RecentKeys _seen = new();

    /// <summary>Evaluates a call.</summary>
    public void Take(in CallInput input) => TryTake(input);

    /// <summary>Evaluates a call; false if that was done before, or is not possible.</summary>
    public bool TryTake(in CallInput input)
    {
        if (engine is null || input.Json.Length > LongestInput || !IsNew(input.Key))
        {
            return false;
        }

        try
        {
            using var document = ForeignJson.Parse(input.Json.ToArray());
            Evaluate(input, document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            // A model's arguments may be invalid JSON; the agent refuses such a call.
            return false;
        }
    }

    /// <summary>The events since the last call.</summary>
    /// <param name="isCopy">Whether the call was known before, so that nothing is said of it.</param>
    public IReadOnlyList<SecurityAlert> TakeAll(Func<IdHash, bool> isCopy)
    {
        lock (_lock)
        {
            SecurityAlert[] taken = [.. _alerts.Where(one => !isCopy(one.Call)).Select(one => one.Alert)];
            _alerts.Clear();
            return taken;
        }
    }

    private bool IsNew(IdHash call)
    {
        lock (_lock)
        {
            return _seen.Add(call);
        }
    }

    private void Evaluate(in CallInput input, JsonElement arguments)
    {
        var (key, folder) = (input.Key, input.Folder ?? "");
        var project = folder.Length == 0 ? null : Security.RepositoryFolder.Find(folder);
        var (findings, structure) = engine!.Observe(
            new Security.Tools.ToolCall { ToolName = input.Tool, Input = arguments, Cwd = folder, Project = project });
        foreach (var finding in findings.Where(finding => finding.Severity >= Severity.Medium).DistinctBy(finding => finding.Rule))
        {
            var alert = new SecurityAlert
            {
                At = UtcText.Seconds(DateTimeOffset.FromUnixTimeSeconds(input.At)),
                Client = input.Client,
                SessionId = input.Session,
                Project = folder.Length == 0 ? null : ProjectFolder.NameOf(folder),
                Call = key.ToString(),
                Tool = input.Tool,
                Rule = finding.Rule,
                Category = WireName.From(finding.Category),
                Severity = WireName.From(finding.Severity),
                Finds = RuleSet.Describe(finding.Rule),
                Programs = structure.Programs,
                Targets = structure.Targets,
            };
            lock (_lock)
            {
                _alerts.Add((key, alert));
            }
        }
    }
}
