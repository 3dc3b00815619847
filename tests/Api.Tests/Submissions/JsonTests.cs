using System.Text;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Which JSON is accepted: grammar, encoding, depth, duplicate members.</summary>
public sealed class JsonTests(ServerFixture fixture)
{
    public static TheoryData<string> NotJson => new()
    {
        "",
        " ",
        "{",
        "}",
        "{}{}",
        "nul",
        "NaN",
        "'text'",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{a:1}",
        "[1,]",
        "// none\n{}",
        "/**/{}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "token=a&b=c",
    };

    public static TheoryData<string, string, int?> DuplicateMembers => new()
    {
        { """{"schema":2,"schema":2}""", "/schema", null },
        { """{"submission_token":"a","generated":"b","submission\u005ftoken":"a"}""", "/submission_token", null },
        { """{"secret":1,"b":1,"secret":1}""", "", 2 },
        { """{"tools":{"a":{},"b":{},"a":{}}}""", "/tools", 2 },
        { """{"tools":{"a":{},"b":{"calls":1,"calls":1}}}""", "/tools", 1 },
        { """{"skills":{"a":1,"a":1}}""", "/skills", 1 },
        { """{"secret":{"a":1,"b":{"c":1,"c":1}}}""", "", 0 },
        { """{"days":[{},{"day":"","day":""}]}""", "/days/1/day", null },
        { """{"days":[{},{"secret":"","secret":""}]}""", "/days/1", 1 },
        { """{"days":[{"tools":{"a":{},"b":{"errors":1,"errors":1}}}]}""", "/days/0/tools", 1 },
        { """{"days":[{"models":{"a":1,"b":2,"b":1}}]}""", "/days/0/models", 2 },
        { """{"installed_plugins":["a",{"b":1,"b":1}]}""", "/installed_plugins", 1 },
    };

    [Theory]
    [MemberData(nameof(NotJson))]
    public async Task Submit_NotJson_IsRefused(string body) =>
        (await fixture.Server.SubmitAsync(Encoding.UTF8.GetBytes(body))).AssertFaults(400, new Fault("", "json"));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Submit_JsonThatIsNoObject_IsRefused(string body) =>
        (await fixture.Server.SubmitAsync(Encoding.UTF8.GetBytes(body))).AssertFaults(400, new Fault("", "type"));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("latin1")]
    public async Task Submit_OtherThanUtf8_IsRefused(string encoding)
    {
        var report = Encoding.UTF8.GetString(Snapshot().ToBytesWith("Bash", "\"\u00e9\""));
        (await fixture.Server.SubmitAsync(Encoding.GetEncoding(encoding).GetBytes(report))).AssertFaults(400, new Fault("", "json"));
    }

    [Theory]
    [InlineData("C0AF")]
    [InlineData("FF")]
    [InlineData("C3")]
    [InlineData("EDA080")]
    [InlineData("F4908080")]
    public async Task Submit_BrokenUtf8_IsRefused(string hex)
    {
        byte[] body = [.. "{\"unknown\":\""u8, .. Convert.FromHexString(hex), .. "\"}"u8];
        (await fixture.Server.SubmitAsync(body)).AssertFaults(400, new Fault("", "json"));
    }

    [Theory]
    [InlineData("/submission_token")]
    [InlineData("/generated")]
    [InlineData("/client")]
    [InlineData("/model")]
    [InlineData("/installed_plugins")]
    public async Task Submit_HalfASurrogatePair_IsRefused(string place)
    {
        var body = Snapshot().With(place, place == "/installed_plugins" ? "[\"half\"]" : "\"half\"").ToBytesWith("half", "\"\\ud800\"");
        (await fixture.Server.SubmitAsync(body)).AssertFaults(400, new Fault("", "json"));
    }

    [Fact]
    public async Task Submit_HalfASurrogatePairInAName_IsRefused() =>
        (await fixture.Server.SubmitAsync(Snapshot().With("/skills", """{"half":1}""").ToBytesWith("half", "\"\\udc00\"")))
            .AssertFaults(400, new Fault("", "json"));

    [Fact]
    public async Task Submit_HalfASurrogatePairInAnUnknownMember_IsPassedOver() =>
        (await fixture.Server.SubmitAsync(Snapshot().With("/unknown", "\"half\"").ToBytesWith("half", "\"\\ud800\""))).AssertTaken();

    [Fact]
    public async Task Submit_EscapedMemberNames_AreRead() =>
        (await fixture.Server.SubmitAsync(Snapshot().ToBytesWith("total_events", "\"total\\u005fevents\""))).AssertTaken();

    [Fact]
    public async Task Submit_EightDeep_IsTaken() =>
        (await fixture.Server.SubmitAsync(Snapshot().With("/unknown", Nested(7)))).AssertTaken();

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(100_000)]
    public async Task Submit_DeeperThanEight_IsRefused(int arrays) =>
        (await fixture.Server.SubmitAsync(Snapshot().With("/unknown", "\"deep\"").ToBytesWith("deep", Nested(arrays))))
            .AssertFaults(400, new Fault("", "depth"));

    [Fact]
    public async Task Submit_ManyOpenBrackets_AreRefused() =>
        (await fixture.Server.SubmitAsync(Encoding.UTF8.GetBytes(new string('[', 262_144)))).AssertFaults(400, new Fault("", "depth"));

    [Theory]
    [MemberData(nameof(DuplicateMembers))]
    public async Task Submit_MemberTwice_IsRefused(string body, string faultPlace, int? member) =>
        (await fixture.Server.SubmitAsync(Encoding.UTF8.GetBytes(body))).AssertFaults(
            400,
            new Fault(faultPlace, member, "duplicate_member")
        );

    [Fact]
    public async Task Submit_SeveralMembersTwice_ListsEach() =>
        (await fixture.Server.SubmitAsync(Encoding.UTF8.GetBytes("""{"model":"","model":"","tools":{"a":{},"a":{},"a":{}}}""")))
            .AssertFaults(
                400,
                new Fault("/model", "duplicate_member"),
                new Fault("/tools", 1, "duplicate_member"),
                new Fault("/tools", 2, "duplicate_member"));

    private static string Nested(int arrays) => new string('[', arrays) + new string(']', arrays);
}
