using System.Globalization;
using System.Text.Json;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Behaviour;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Watching;

/// <summary>Makes events about dangerous calls as transcripts grow. Thread-safe.</summary>
internal sealed class CallWatch(MonitorOptions options)
{
    private const int LongestInput = 4 * 1024 * 1024;
    private const int MostSessions = 1000;
    private const string Refused = "rejection";

    private readonly SecurityEngine? _engine = options.Engine;
    private readonly ChannelAlerts? _channels = options.RaisesAlerts ? new ChannelAlerts(options) : null;
    private readonly Lock _lock = new();
    private readonly List<Watched> _watched = [];
    private readonly BehaviourWatch _behaviour = new();
    private readonly RecentKeys _seen = new();
    private readonly RecentKeys _denied = new();

    /// <summary>Where each session last worked: a call that was refused does not say.</summary>
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>Evaluates a call.</summary>
    public void Take(in CallInput input) => TryTake(input);

    /// <summary>Evaluates a call; false if that was done before, or is not possible.</summary>
    public bool TryTake(in CallInput input)
    {
        if (_engine is null || input.Json.Length > LongestInput || !IsNew(input.Key))
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

    /// <summary>Notes a refused call, for the rules about whole sessions.</summary>
    public void Note(LiveEvent published)
    {
        if (_engine is null || published is not ToolCall { Outcome: Refused } call || IdHash.Parse(call.Call) is not { } key)
        {
            return;
        }

        var at = DateTimeOffset.Parse(call.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var about = new SecurityAlert
        {
            At = call.At,
            Client = call.Client,
            SessionId = call.SessionId,
            Project = call.Project,
            Call = call.Call,
            Tool = call.Tool ?? "",
            Rule = "",
            Category = "",
            Severity = "",
            Finds = "",
            Programs = [],
            Targets = [],
        };
        lock (_lock)
        {
            if (_denied.Add(key))
            {
                var folder = _folders.GetValueOrDefault(call.SessionId ?? "");
                _watched.Add(new Watched(key, new ObservedCall(at, about.Tool, IsDenied: true, [], Target: ""), about, [], folder));
            }
        }
    }

    /// <summary>The events since the last call.</summary>
    /// <param name="isCopy">Whether the call was known before, so that nothing is reported about it.</param>
    public IReadOnlyList<SecurityAlert> TakeAll(Func<IdHash, bool> isCopy)
    {
        List<Watched> taken;
        lock (_lock)
        {
            taken = [.. _watched.Where(one => !isCopy(one.Key))];
            _watched.Clear();
        }

        List<SecurityAlert> alerts = [];
        foreach (var one in taken)
        {
            IReadOnlyList<SecurityAlert> found = [.. one.Alerts, .. _behaviour.Add(one.Call, one.About)];
            alerts.AddRange(found);
            _channels?.Raise(found, one.Folder);
        }

        return alerts;
    }

    private bool IsNew(IdHash call)
    {
        lock (_lock)
        {
            return _seen.Add(call);
        }
    }

    private void Remember(string session, string folder)
    {
        lock (_lock)
        {
            if (_folders.Count == MostSessions && !_folders.ContainsKey(session))
            {
                _folders.Clear();
            }

            _folders[session] = folder;
        }
    }

    private void Evaluate(in CallInput input, JsonElement arguments)
    {
        var (key, folder) = (input.Key, input.Folder ?? "");
        Remember(input.Session, folder);
        var project = folder.Length == 0 ? null : Security.RepositoryFolder.Find(folder);
        var (findings, structure) = _engine!.Observe(
            new CheckedCall { ToolName = input.Tool, Input = arguments, Cwd = folder, Project = project });
        if (findings.Count == 0)
        {
            return;
        }

        var at = DateTimeOffset.FromUnixTimeSeconds(input.At);
        var about = new SecurityAlert
        {
            At = UtcText.Seconds(at),
            Client = input.Client,
            SessionId = input.Session,
            Project = folder.Length == 0 ? null : ProjectFolder.NameOf(folder),
            Call = key.ToString(),
            Tool = input.Tool,
            Rule = "",
            Category = "",
            Severity = "",
            Finds = "",
            Programs = structure.Programs,
            Targets = structure.Targets,
        };
        IReadOnlyList<SecurityAlert> alerts =
        [
            .. from finding in findings.DistinctBy(finding => finding.Rule)
               where finding.Severity >= Severity.Medium
               select about with
               {
                   Rule = finding.Rule,
                   Category = WireName.From(finding.Category),
                   Severity = WireName.From(finding.Severity),
                   Finds = RuleSet.Describe(finding.Rule),
               },
        ];
        var target = string.Join('\n', findings.Select(finding => finding.Why));
        var call = new ObservedCall(at, input.Tool, IsDenied: false, findings, target);
        lock (_lock)
        {
            _watched.Add(new Watched(key, call, about, alerts, input.Folder));
        }
    }

    private sealed record Watched(IdHash Key, ObservedCall Call, SecurityAlert About, IReadOnlyList<SecurityAlert> Alerts, string? Folder);
}
