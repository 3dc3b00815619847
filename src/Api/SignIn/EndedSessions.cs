using Microsoft.Extensions.Caching.Memory;

namespace ToolTime.Api.SignIn;

/// <summary>
/// The sessions that operators have logged out of at this process, for as long as a copy of their cookie would be good. Safe from any
/// thread.
/// </summary>
internal sealed class EndedSessions : IDisposable
{
    /// <summary>Sessions at once. Only who has the token can end one; beyond it the cookie alone is taken back.</summary>
    private const int Capacity = 10_000;

    private readonly MemoryCache _ended = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public void Add(string id) =>
        _ended.Set(id, true, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = OperatorSignIn.Lifetime, Size = 1 });

    public bool Contains(string id) => _ended.TryGetValue(id, out _);

    public void Dispose() => _ended.Dispose();
}
