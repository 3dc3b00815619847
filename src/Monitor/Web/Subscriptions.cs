using System.Security.Cryptography;
using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Web;

/// <summary>Named filters, so that an address need not contain them; forgotten when the process ends. Thread-safe.</summary>
internal sealed class Subscriptions
{
    /// <summary>More than anyone creates by hand; the oldest is forgotten first.</summary>
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

    /// <summary>Null if there is none with this id.</summary>
    public EventFilter? Find(string id)
    {
        lock (_lock)
        {
            return _filters.GetValueOrDefault(id);
        }
    }
}
