using System.Text;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Size, JSON, fields, signature, time, duplicate, limit: of two faults, the earlier is reported.</summary>
public sealed class OrderTests(ServerFixture fixture)
{
    private const string WrongSignature = "00";

    [Fact]
    public async Task Submit_TooLargeAndNotJson_IsTooLarge() =>
        (await fixture.Server.SubmitAsync(Encoding.ASCII.GetBytes(new string('x', 262_145)), signature: WrongSignature))
            .AssertFaults(413, new Fault("", "too_large"));

    [Fact]
    public async Task Submit_NotJsonAndFieldFaults_IsNotJson() =>
        (await fixture.Server.SubmitAsync("""{"submission_token":5,"tools":[],}"""u8.ToArray(), signature: WrongSignature))
            .AssertFaults(400, new Fault("", "json"));

    [Fact]
    public async Task Submit_FieldFaultWrongSignatureAndTooOld_IsTheFieldFault()
    {
        var snapshot = Snapshot().With("/total_events", "-1").With("/generated", "\"2026-01-01\"");
        (await fixture.Server.SubmitAsync(snapshot.ToBytes(), signature: WrongSignature)).AssertFaults(
            400,
            new Fault("/total_events", "range")
        );

        var cell = DayCell().With("/client_version", "\"\"").With("/days/0/day", "\"2026-01-01\"");
        (await fixture.Server.SubmitAsync(cell.ToBytes(), signature: WrongSignature)).AssertFaults(
            400,
            new Fault("/client_version", "pattern")
        );
    }

    [Fact]
    public async Task Submit_WrongSignatureAndTooOld_IsTheWrongSignature()
    {
        var snapshot = Snapshot().With("/generated", "\"2026-01-01\"");
        (await fixture.Server.SubmitAsync(snapshot.ToBytes(), signature: WrongSignature)).AssertFaults(401, new Fault("", "signature"));

        var cell = DayCell().With("/days/0/day", "\"2026-01-01\"");
        (await fixture.Server.SubmitAsync(cell.ToBytes(), signature: WrongSignature)).AssertFaults(401, new Fault("", "signature"));
    }
}
