using System.Text;
using ToolTime.Monitor.Events;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Security.Audit;

/// <summary>Reads new lines of the audit trail. An incomplete line waits for the next time.</summary>
/// <param name="home">The home.</param>
internal sealed class AuditFollower(ToolTimeHome home)
{
    private readonly RecentKeys _seen = new();
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);

    /// <summary>Marks everything present as read.</summary>
    public void SkipWhatIsThere()
    {
        foreach (var (_, path) in AuditTrail.Files(home))
        {
            _positions[path] = new FileInfo(path).Length;
        }
    }

    /// <summary>The calls since the last read.</summary>
    public IReadOnlyList<AuditEntry> ReadNew()
    {
        var entries = new List<AuditEntry>();
        foreach (var (_, path) in AuditTrail.Files(home).TakeLast(2))
        {
            var position = _positions.GetValueOrDefault(path);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length < position)
            {
                // It was deleted and restarted.
                position = 0;
            }

            if (file.Length == position)
            {
                continue;
            }

            var content = new byte[file.Length - position];
            file.Position = position;
            var count = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            var whole = content.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;
            _positions[path] = position + whole;
            entries.AddRange(Encoding.UTF8.GetString(content, 0, whole).Split('\n').Select(AuditTrail.Parse).OfType<AuditEntry>());
        }

        entries.RemoveAll(entry => entry.Call is { } call && !_seen.Add(IdHash.Compute($"{entry.Session}|{call}")));
        return entries;
    }
}
