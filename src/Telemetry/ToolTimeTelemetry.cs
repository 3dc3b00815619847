namespace ToolTime.Telemetry;

/// <summary>
/// A program's telemetry: that it was started, and how its tasks ended. Nothing here waits for the network or throws because of it;
/// events are sent in the background, and lost if the server is unreachable. Thread-safe.
/// </summary>
public sealed class ToolTimeTelemetry : IAsyncDisposable
{
    private readonly EventSender? _sender;
    private readonly EventBody? _body;
    private readonly string _path;

    private ToolTimeTelemetry(string app, EventSender? sender, EventBody? body) => (_path, _sender, _body) = ($"v1/api/telemetry/{app}/", sender, body);

    /// <summary>
    /// Whether anything is sent: false if an environment variable opts out, in a CI system, and if the device's id cannot be
    /// stored.
    /// </summary>
    public bool IsEnabled => _sender is not null;

    /// <summary>Starts a program's telemetry. Disposing it, or the program's exit, waits briefly for unsent events.</summary>
    /// <exception cref="ArgumentException">An option is out of bounds.</exception>
    public static ToolTimeTelemetry Start(ToolTimeTelemetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        if (OptOut.IsWanted(options.Environment, options.OptOutVariable) || FindId(options) is not { } id)
        {
            return new(options.App, null, null);
        }

        return new(options.App, new(options), new(options, id));
    }

    /// <summary>Reports that the program was started.</summary>
    public void Startup()
    {
        if (_body is not null)
        {
            _sender!.Send(_path + "startup", _body.Startup());
        }
    }

    /// <summary>Reports how a task ended.</summary>
    public void Task(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_body is not null)
        {
            _sender!.Send(_path + "task", _body.Task(result));
        }
    }

    /// <summary>Waits for unsent events, at most <see cref="ToolTimeTelemetryOptions.ExitTimeout"/>. May be called again.</summary>
    public ValueTask DisposeAsync() => _sender?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void Check(ToolTimeTelemetryOptions options)
    {
        if (options.Server is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException("Server must be an http or https address.", nameof(options));
        }

        if (
            options.App is not { Length: >= 1 and <= 32 }
            || options.App.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')
        )
        {
            throw new ArgumentException("App must have 1 to 32 lower-case letters, digits and dashes.", nameof(options));
        }

        ArgumentException.ThrowIfNullOrEmpty(options.Version, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ExitTimeout.Ticks, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ExitTimeout.TotalSeconds, 10, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueCapacity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.QueueCapacity, 100_000, nameof(options));
    }

    /// <summary>The device's id; null if it cannot be stored, since a new id at each start would count as another device.</summary>
    private static string? FindId(ToolTimeTelemetryOptions options)
    {
        var folder = options.Folder ?? DeviceId.DefaultFolder;
        string made;
        try
        {
            if (DeviceId.Read(folder, options.App) is { } known)
            {
                return known;
            }

            made = DeviceId.Create(folder, options.App);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }

        try
        {
            options.FirstRunNotice?.Invoke();
            return made;
        }
        catch
        {
            // Nothing is sent before the user could read the notice: the next start shows it again.
            DeviceId.Delete(folder, options.App);
            throw;
        }
    }
}
