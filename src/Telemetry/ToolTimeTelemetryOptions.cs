namespace ToolTime.Telemetry;

/// <summary>What is reported, to whom, and how users say no.</summary>
public sealed class ToolTimeTelemetryOptions
{
    /// <summary>The server, such as <c>https://telemetry.example.org</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The program, as the server's operator lists it: 1 to 32 lower-case letters, digits and dashes.</summary>
    public required string App { get; init; }

    /// <summary>The program's version: two to four numbers, and at most a word such as <c>beta</c> with a number.</summary>
    public required string Version { get; init; }

    /// <summary>The brand under which it is distributed; null for none.</summary>
    public string? Brand { get; init; }

    /// <summary>What started it; null for not known.</summary>
    public LaunchSource? LaunchSource { get; init; }

    /// <summary>
    /// The program's own variable by which a user switches telemetry off, such as <c>MYTOOL_TELEMETRY</c>: <c>0</c>, <c>false</c>,
    /// <c>off</c> or
    /// <c>no</c>. <c>TOOLTIME_TELEMETRY</c> does the same, <c>DO_NOT_TRACK</c> with any other value too, and in a CI system it is off.
    /// </summary>
    public string? OptOutVariable { get; init; }

    /// <summary>
    /// Is called on a device on which the program was never started before, before anything is sent: the place to say that there is
    /// telemetry, what it holds, and how to switch it off. What it throws is thrown by <see cref="ToolTimeTelemetry.Start"/>. Null for no
    /// notice.
    /// </summary>
    public Action? FirstRunNotice { get; init; }

    /// <summary>Where the device's id lies; null for the user's data folder.</summary>
    public string? Folder { get; init; }

    /// <summary>How long the end of the program waits for what is not sent yet; 0 to 10 seconds. Default 2 seconds.</summary>
    public TimeSpan ExitTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Events that may wait, 1 to 100,000, some 300 bytes each; what is more is dropped. Default 1,000.</summary>
    public int QueueCapacity { get; init; } = 1_000;

    /// <summary>Sends requests; null for the platform's way. A test's place to look at them; it is not disposed of.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock of time-outs.</summary>
    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Reads a variable of the environment.</summary>
    internal Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Whether a file is there.</summary>
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
