using System.Runtime.InteropServices;
using ToolTime.Monitor.Overview;

namespace ToolTime.Uploader.Live;

/// <summary>
/// The keys of the terminal view: p cycles through the projects, q quits. Resizing the terminal redraws it, as a key does.
/// </summary>
internal sealed class LiveKeys : IDisposable
{
    public const string Help = "q quit   p next project   a all projects";

    private readonly EndSignals _ended;
    private readonly List<PosixSignalRegistration> _redraws = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _pressed = New();
    private int _steps;
    private string? _project;

    public LiveKeys(EndSignals ended)
    {
        _ended = ended;
        if (!Console.IsInputRedirected)
        {
            // The terminal stops echoing what is typed with the first look at the keyboard, so before anything is drawn.
            _ = Console.KeyAvailable;
            new Thread(Read) { IsBackground = true }.Start();
        }

        if (!OperatingSystem.IsWindows())
        {
            _redraws.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Press('\0')));
            _redraws.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Press('\0')));
        }
    }

    /// <summary>Completes when a key was pressed since it was last read.</summary>
    public Task Pressed
    {
        get
        {
            lock (_lock)
            {
                return _pressed.Task;
            }
        }
    }

    /// <summary>The chosen project among the active ones; null for all.</summary>
    public string? Project(LiveSnapshot view)
    {
        lock (_lock)
        {
            _pressed = New();
            var projects = view.Sessions.Select(session => session.Project).Distinct().Order(StringComparer.Ordinal).ToList();
            for (; _steps > 0; _steps--)
            {
                var next = _project is null ? 0 : projects.IndexOf(_project) + 1;
                _project = next < projects.Count ? projects[next] : null;
            }

            return _project;
        }
    }

    // The thread waits for a key and ends with the process.
    public void Dispose()
    {
        _redraws.ForEach(redraw => redraw.Dispose());
        _pressed.TrySetResult();
    }

    private void Read()
    {
        try
        {
            while (true)
            {
                Press(Console.ReadKey(intercept: true).KeyChar);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // There is no keyboard.
        }
    }

    private void Press(char key)
    {
        lock (_lock)
        {
            switch (key)
            {
                case 'q' or 'Q' or '\e':
                    _ended.End();
                    break;
                case 'p' or 'P':
                    _steps++;
                    break;
                case 'a' or 'A':
                    (_project, _steps) = (null, 0);
                    break;
            }

            _pressed.TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
