using System.Net;
using Microsoft.Extensions.Time.Testing;
using ToolTime.Api.Limits;
using ToolTime.Calendar;

namespace ToolTime.Api.Tests.Limits;

public sealed class AddressLimiterTests
{
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.7");

    private readonly FakeTimeProvider _time = new(new(2026, 11, 24, 23, 59, 0, TimeSpan.Zero));

    [Fact]
    public void TryTake_NoLimit_IsAlwaysTrue() => Assert.True(new AddressLimiter(0, new DomainClock(_time)).TryTake(Address, out _));

    [Fact]
    public void GiveBack_OfYesterday_LeavesTodaysCount()
    {
        var limiter = new AddressLimiter(1, new DomainClock(_time));
        Assert.True(limiter.TryTake(Address, out var yesterday));
        Assert.False(limiter.TryTake(Address, out _));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limiter.TryTake(Address, out var today));

        limiter.GiveBack(yesterday);
        Assert.False(limiter.TryTake(Address, out _));
        limiter.GiveBack(today);
        Assert.True(limiter.TryTake(Address, out _));
    }
}
