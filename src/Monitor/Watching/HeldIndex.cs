using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;

namespace ToolTime.Monitor.Watching;

/// <summary>The usage index, held by this process until disposed: no other process writes it, and reports read alongside.</summary>
internal sealed class HeldIndex : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private readonly IDisposable _held;

    private HeldIndex(IDisposable held, UsageIndex index, bool wasDamaged) => (_held, Index, WasDamaged) = (held, index, wasDamaged);

    public UsageIndex Index { get; }

    /// <summary>True if the stored index could not be read and was set aside.</summary>
    public bool WasDamaged { get; }

    /// <summary>Waits for another command that uses it.</summary>
    /// <exception cref="ConfigException">Another process holds it for too long, or a newer version wrote it; the message says
    /// which.</exception>
    /// <exception cref="IOException">The home is not writable.</exception>
    public static HeldIndex Open(ToolTimeHome home)
    {
        var store = new IndexStore(home);
        var held =
            store.Lock(MaxWait) ?? throw new ConfigException("Another tooltime command has been running for a long time; try again when it has finished.");
        try
        {
            return new HeldIndex(held, new UsageIndex(store, store.Catalog()), wasDamaged: false);
        }
        catch (InvalidDataException)
        {
            store.SetAside();
            return new HeldIndex(held, new UsageIndex(store, IndexCatalog.CreateEmpty()), wasDamaged: true);
        }
        catch (NewerIndexException e)
        {
            held.Dispose();
            throw new ConfigException(e.Message);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => _held.Dispose();
}
