using System.Runtime.InteropServices;

namespace ToolTime.Uploader.Live;

/// <summary>Ends a command that runs until the user stops it, by a key or a signal of the system.</summary>
internal sealed class EndSignals : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public EndSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(
                PosixSignalRegistration.Create(
                    signal,
                    received =>
                    {
                        received.Cancel = true;
                        End();
                    }
                )
            );
        }
    }

    public CancellationToken Token => _ended.Token;

    public void End() => _ended.Cancel();

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _ended.Dispose();
    }
}
