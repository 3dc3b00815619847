using System.Net;
using Microsoft.Extensions.Time.Testing;
using ToolTime.Api.SignIn;

namespace ToolTime.Api.Tests.SignIn;

public sealed class WrongTokensTests
{
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.7");

    private readonly FakeTimeProvider _clock = new();
    private readonly WrongTokens _wrong;

    public WrongTokensTests() => _wrong = new(_clock);

    [Fact]
    public void WaitOf_OverTheLimit_ReportsHowLongTheWindowStillLasts()
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(WrongTokens.Limit, TriesOf(Address));
        Assert.Equal(TimeSpan.FromSeconds(50), _wrong.WaitOf(Address));
        _clock.Advance(TimeSpan.FromSeconds(49));
        Assert.Equal(TimeSpan.FromSeconds(1), _wrong.WaitOf(Address));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(WrongTokens.Limit, TriesOf(Address));
    }

    [Fact]
    public void WaitOf_OfAnotherAddress_IsCountedByItself()
    {
        TriesOf(Address);
        Assert.Equal(WrongTokens.Limit, TriesOf(IPAddress.Parse("203.0.113.8")));
    }

    [Fact]
    public void WaitOf_OfOneSubscribersIPv6Addresses_IsCountedTogether()
    {
        TriesOf(IPAddress.Parse("2001:db8:1:2::1"));
        Assert.NotNull(_wrong.WaitOf(IPAddress.Parse("2001:db8:1:2:ffff::9")));
        Assert.Null(_wrong.WaitOf(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void WaitOf_BeyondTheCapacity_SharesOneCountAndStoresTheOthers()
    {
        for (var number = 0; number < WrongTokens.Capacity; number++)
        {
            _wrong.Count(AddressOf(number));
        }

        Assert.Equal(WrongTokens.Limit, TriesOf(AddressOf(WrongTokens.Capacity)));
        Assert.NotNull(_wrong.WaitOf(AddressOf(WrongTokens.Capacity + 1)));
        Assert.Equal(WrongTokens.Limit - 1, TriesOf(AddressOf(0)));
    }

    private static IPAddress AddressOf(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    /// <summary>How many more wrong tokens an address may send, all of which are counted.</summary>
    private int TriesOf(IPAddress address)
    {
        var tries = 0;
        while (_wrong.WaitOf(address) is null)
        {
            _wrong.Count(address);
            tries++;
        }

        return tries;
    }
}
