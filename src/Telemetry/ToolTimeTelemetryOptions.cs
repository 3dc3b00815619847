namespace ToolTime.Telemetry;

/// <summary>What is reported, to which server, and how users opt out.</summary>
public sealed class ToolTimeTelemetryOptions
{
    /// <summary>The server, such as <c>https://telemetry.example.org</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The program, as the server's operator lists it: 1 to 32 lower-case letters, digits and dashes.</summary>
    public required string App { get; init; }

    /// <summary>The program's version: two to four numbers, and at most a word such as <c>beta</c> with a number.</summary>
    public required string Version { get; init; }

    /// <summary>The brand under which it is distributed, or null.</summary>
    public string? Brand { get; init; }

    /// <summary>What started it; null if unknown.</summary>
    public LaunchSource? LaunchSource { get; init; }

    /// <summary>
    /// The program's own variable with which a user switches telemetry off, such as <c>MYTOOL_TELEMETRY</c>: <c>0</c>, <c>false</c>,
    /// <c>off</c> or <c>no</c>. <c>TOOLTIME_TELEMETRY</c> does the same, and so does <c>DO_NOT_TRACK</c> with any other value. In a CI
    /// system telemetry is always off.
    /// </summary>
    public string? OptOutVariable { get; init; }

    /// <summary>
    /// Called when the program is first started on a device, before anything is sent: the place to tell the user that there is telemetry,
    /// what it contains, and how to switch it off. <see cref="ToolTimeTelemetry.Start"/> throws what it throws. Null for no notice.
    /// </summary>
    public Action? FirstRunNotice { get; init; }

    /// <summary>The folder that stores the device's id; null for one in the user's data folder.</summary>
    public string? Folder { get; init; }

    /// <summary>How long the program's exit waits for unsent events; 0 to 10 seconds. Default 2 seconds.</summary>
    public TimeSpan ExitTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many events may wait, 1 to 100,000, some 300 bytes each; further ones are dropped. Default 1,000.</summary>
    public int QueueCapacity { get; init; } = 1_000;

    /// <summary>Sends the requests; null for the platform's handler. Tests can inspect requests here. It is not disposed.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock for timeouts.</summary>
    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable.</summary>
    internal Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Whether a file exists.</summary>
    internal Func<string, bool> FileExists { get; init; } = File.Exists;
}

/// <summary>What started a program.</summary>
public enum LaunchSource
{
    /// <summary>A command line.</summary>
    Cli = 0,

    /// <summary>An installer.</summary>
    Installer = 1,
}
