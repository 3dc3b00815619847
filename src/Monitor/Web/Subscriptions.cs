using System.Security.Cryptography;
using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Filters under a name, so that an address need not hold them; forgotten when the process ends. Used by several threads at once.
/// </summary>
internal sealed class Subscriptions
{
    /// <summary>More than anybody makes by hand; the oldest is forgotten first.</summary>
    public const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, EventFilter> _filters = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    public string Add(EventFilter filter)
    {
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        lock (_lock)
        {
            _filters[id] = filter;
            _order.Enqueue(id);
            if (_order.Count > Most)
            {
                _filters.Remove(_order.Dequeue());
            }
        }

        return id;
    }

    /// <summary>Null where there is none of this name.</summary>
    public EventFilter? Find(string id)
    {
        lock (_lock)
        {
            return _filters.GetValueOrDefault(id);
        }
    }
}
