using System.Net;
using ToolTime.Api.Operators;

namespace ToolTime.Api.Tests.Operators;

public sealed class WrongTokensTests
{
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.7");

    private readonly HandClock _clock = new();
    private readonly WrongTokens _wrong;

    public WrongTokensTests() => _wrong = new(_clock);

    [Fact]
    public void Take_OverTheLimit_TellsHowLongTheWindowStillLasts()
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(WrongTokens.Limit, TriesOf(Address));
        Assert.Equal(TimeSpan.FromSeconds(50), _wrong.Take(Address));
        _clock.Advance(TimeSpan.FromSeconds(49));
        Assert.Equal(TimeSpan.FromSeconds(1), _wrong.Take(Address));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(WrongTokens.Limit, TriesOf(Address));
    }

    [Fact]
    public void Take_OfAnotherAddress_IsCountedByItself()
    {
        TriesOf(Address);
        Assert.Equal(WrongTokens.Limit, TriesOf(IPAddress.Parse("203.0.113.8")));
    }

    [Fact]
    public void Take_OfOneSubscribersIPv6Addresses_IsCountedTogether()
    {
        TriesOf(IPAddress.Parse("2001:db8:1:2::1"));
        Assert.NotNull(_wrong.Take(IPAddress.Parse("2001:db8:1:2:ffff::9")));
        Assert.Null(_wrong.Take(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void GiveBack_OfRightTokens_LeavesTheCountAsItWas()
    {
        for (var right = 0; right < 100; right++)
        {
            Assert.Null(_wrong.Take(Address));
            _wrong.GiveBack(Address);
        }

        Assert.Equal(WrongTokens.Limit, TriesOf(Address));
    }

    [Fact]
    public void Take_BeyondTheCapacity_SharesOneCountAndKeepsTheOthers()
    {
        for (var number = 0; number < WrongTokens.Capacity; number++)
        {
            Assert.Null(_wrong.Take(AddressOf(number)));
        }

        Assert.Equal(WrongTokens.Limit, TriesOf(AddressOf(WrongTokens.Capacity)));
        Assert.NotNull(_wrong.Take(AddressOf(WrongTokens.Capacity + 1)));
        Assert.Equal(WrongTokens.Limit - 1, TriesOf(AddressOf(0)));
    }

    private static IPAddress AddressOf(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    /// <summary>How many tries an address has left, all of which are taken.</summary>
    private int TriesOf(IPAddress address)
    {
        var tries = 0;
        while (_wrong.Take(address) is null)
        {
            tries++;
        }

        return tries;
    }
}
