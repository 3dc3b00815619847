using System.Text;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Tests.Telemetry;

public sealed class TelemetryContentTests
{
    private static readonly StartupEvent Startup =
        new() { Version = "1.2.3", Brand = "acme", Container = "docker", System = "linux", Runtime = "3.3.0", LaunchSource = "cli" };

    private static readonly TaskEvent Work = new()
    {
        Version = "1.2.3-rc1",
        Model = "claude-sonnet-4-5",
        Provider = "anthropic",
        Outcome = TaskOutcome.Error,
        Iterations = 3,
        DurationMs = 41_234,
        CostMicroUsd = 12_300,
        CostSource = "api",
        PromptTokens = 1,
        CompletionTokens = 2,
        CacheCreationTokens = 3,
        CacheReadTokens = 4,
        CacheTotalRequests = 5,
        CacheHitRequests = 6,
        ErrorKind = "Timeout",
    };

    /// <summary>Stored content must stay readable forever, so these strings never change.</summary>
    public static TheoryData<TelemetryEvent, string> Forms =>
        new()
        {
            { Startup, """[1,0,"1.2.3","acme","docker","linux","3.3.0","cli"]""" },
            { new StartupEvent { Version = "other", System = "other" }, """[1,0,"other",null,null,"other",null,null]""" },
            {
                Work,
                """[1,1,"1.2.3-rc1",null,null,"claude-sonnet-4-5","anthropic",1,3,41234,12300,"api",1,2,3,4,5,6,"Timeout"]"""
            },
            {
                new TaskEvent { Version = "1.0", Outcome = TaskOutcome.Success },
                """[1,1,"1.0",null,null,null,null,0,null,null,null,null,null,null,null,null,null,null,null]"""
            },
            { new ShareEvent { Version = "1.0", Action = ShareAction.Downloaded }, """[1,2,"1.0",null,null,1]""" },
        };

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public void Encode_AnEvent_HasOneFormThatIsReadAgain(TelemetryEvent reported, string form)
    {
        Assert.Equal(form, Encoding.UTF8.GetString(TelemetryContent.Encode(reported)));
        Assert.Equal(reported, TelemetryContent.Decode(Encoding.UTF8.GetBytes(form)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""[2,0,"1.2.3",null,null,"linux",null,null]""")]
    [InlineData("""[1,3,"1.2.3",null,null,"linux",null,null]""")]
    [InlineData("""[1,0,null,null,null,"linux",null,null]""")]
    [InlineData("""[1,0,"1.2.3",null,null,"linux",null]""")]
    [InlineData("""[1,0,"1.2.3",null,null,"linux",null,null,null]""")]
    [InlineData("""[1,0,"1.2.3",null,null,"linux",null,null] """ + "x")]
    [InlineData("""[1,2,"1.0",null,null,7]""")]
    [InlineData("""[1,2,"1.0",null,null,-1]""")]
    public void Decode_AnythingElse_IsDamaged(string form) =>
        Assert.Throws<InvalidDataException>(() => TelemetryContent.Decode(Encoding.UTF8.GetBytes(form)));

    [Fact]
    public void Derive_PepperAppAndId_EachMakeAnotherDevice()
    {
        var (cli, other) = (AppName.Parse("cli"), AppName.Parse("other"));
        var (pepper, next) = (new byte[32], (byte[])[.. Enumerable.Repeat((byte)1, 32)]);
        var device = DeviceHash.Derive(pepper, cli, "a");
        Assert.Equal("55d4e7b21e6b2f7e6d5ee9c1b1e6c8a4".Length, device.ToString().Length);
        Assert.Equal(device, DeviceHash.Derive(pepper, cli, "a"));
        Assert.Equal(device, DeviceHash.FromBytes(device.ToBytes()));
        Assert.Equal(
            4,
            new[] { device, DeviceHash.Derive(next, cli, "a"), DeviceHash.Derive(pepper, other, "a"), DeviceHash.Derive(pepper, cli, "b") }
                .Distinct()
                .Count()
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30_000)]
    [InlineData(30_001)]
    [InlineData(1_000_000)]
    [InlineData(long.MaxValue)]
    public void Divide_AnyNumberOfDevices_CoversAllHashesOnce(long devices)
    {
        var ranges = DeviceRange.Divide(devices);
        Assert.Equal((UInt128.Zero, UInt128.MaxValue), (ranges[0].From.Value, ranges[^1].To.Value));
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.To.Value + 1, pair.Second.From.Value));
    }
}
