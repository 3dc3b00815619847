using Microsoft.Extensions.Time.Testing;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Watching;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Tests.Watching;

/// <summary>What is found in transcripts, on its way to channels.</summary>
public sealed class ChannelAlertsTests : IDisposable
{
    private readonly Folders _folders = new();
    private readonly FakeTimeProvider _time;
    private readonly ChannelAlerts _alerts;

    public ChannelAlertsTests()
    {
        _time = new FakeTimeProvider(_folders.Now);
        _alerts = new ChannelAlerts(_folders.Options(_time));
        Directory.CreateDirectory(_folders.Home.Path);
        GuardSettingsFile.Update(_folders.Home, settings => settings with { Channels = [new("desktop", "high")] }, isDryRun: false);
    }

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Raise_AFindingThatIsSevereEnough_WaitsForAHookThatReportsTheCall()
    {
        _alerts.Raise([Found("high"), Found("medium")], "/home/anna/shop");

        Assert.Empty(Taken());
        _time.Advance(AlertQueue.HookFirst);
        var (alert, terminal, call) = Assert.Single(Taken());
        Assert.Equal(
            ("s", "shop", "git.force-push", "high", null, "c"),
            (alert.Session, alert.Project, alert.Rule, alert.Severity, terminal, call));
    }

    [Fact]
    public void Raise_WhatIsOldOrOfAProjectThatIsSwitchedOff_IsNotQueued()
    {
        SwitchedOffProjects.Add(_folders.Home, ["/home/anna/secret"]);
        _alerts.Raise([Found("high")], "/home/anna/secret/part");
        _alerts.Raise([Found("high")], folder: null);
        _alerts.Raise([Found("high") with { At = "2026-11-20T11:00:00Z" }], "/home/anna/shop");

        _time.Advance(AlertQueue.HookFirst);
        Assert.Empty(Taken());
    }

    /// <summary>Refused calls do not name their folder, which must be known where a project is switched off.</summary>
    [Fact]
    public void Raise_RefusedCallsBesideAProjectThatIsSwitchedOff_AreQueuedForTheOthersAlone()
    {
        SwitchedOffProjects.Add(_folders.Home, ["/home/anna/secret"]);
        GuardSettingsFile.Update(_folders.Home, settings => settings with { Channels = [new("desktop", "medium")] }, isDryRun: false);
        var watch = new CallWatch(_folders.Options(_time) with { RaisesAlerts = true });
        foreach (var (session, folder) in new[] { ("s1", "/home/anna/shop"), ("s2", "/home/anna/secret") })
        {
            for (var i = 0; i < 5; i++)
            {
                var key = IdHash.Compute($"{session}{i}");
                watch.Take(new CallInput
                {
                    Key = key,
                    Client = "claude-code",
                    Session = session,
                    At = (uint)_folders.Now.AddMinutes(-1).ToUnixTimeSeconds(),
                    Tool = "Bash",
                    Json = """{"command":"ls"}"""u8,
                    Response = -1,
                    Folder = folder,
                });
                watch.Note(Refused(key, session));
            }
        }

        watch.TakeAll(_ => false);
        _time.Advance(AlertQueue.HookFirst);
        Assert.Equal(("s1", "behaviour.denied"), Taken().Select(queued => (queued.Alert.Session, queued.Alert.Rule)).Single());
    }

    private static ToolCall Refused(IdHash key, string session) =>
        new()
        {
            At = "2026-11-20T11:59:00Z",
            Client = "claude-code",
            SessionId = session,
            Project = "shop",
            Call = key.ToString(),
            Tool = "Bash",
            Skill = null,
            Agent = null,
            Outcome = "rejection",
            DurationMs = null,
        };

    private IReadOnlyList<QueuedAlert> Taken() => [.. new AlertQueue(_folders.Home).TakeAll(_time.GetUtcNow())];

    private static SecurityAlert Found(string severity) =>
        new()
        {
            At = "2026-11-20T11:59:00Z",
            Client = "claude-code",
            SessionId = "s",
            Project = "shop",
            Call = "c",
            Tool = "Bash",
            Rule = "git.force-push",
            Category = "destructive",
            Severity = severity,
            Finds = "It pushes.",
            Programs = [],
            Targets = [],
        };
}
