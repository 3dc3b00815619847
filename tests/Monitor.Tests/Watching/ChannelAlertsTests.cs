using Microsoft.Extensions.Time.Testing;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Watching;
using ToolTime.Recording.Home;

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

    private IReadOnlyList<QueuedAlert> Taken() => new AlertQueue(_folders.Home).TakeAll(_time.GetUtcNow());

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
