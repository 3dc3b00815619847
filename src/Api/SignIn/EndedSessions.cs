using Microsoft.Extensions.Caching.Memory;

namespace ToolTime.Api.SignIn;

/// <summary>
/// The sessions that operators ended at this process, remembered for as long as a copy of the cookie would be valid. Thread-safe.
/// </summary>
internal sealed class EndedSessions : IDisposable
{
    /// <summary>The maximum number of sessions. Only holders of the token can end one; beyond it, only the cookie is removed.</summary>
    private const int Capacity = 10_000;

    private readonly MemoryCache _ended = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public void Add(string id) =>
        _ended.Set(id, true, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = OperatorSignIn.Lifetime, Size = 1 });

    public bool Contains(string id) => _ended.TryGetValue(id, out _);

    public void Dispose() => _ended.Dispose();
}
