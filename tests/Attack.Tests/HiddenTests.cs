using ToolTime.Attacks.Plans;

namespace ToolTime.Attacks.Tests;

/// <summary>Names that are hidden, that nobody knows and that are blocked: at every door that takes a name, and in every table.</summary>
public sealed class HiddenTests
{
    /// <summary>Without margins and offsets, which are drawn for each server, two servers tell the same of the same people.</summary>
    private static readonly KeyValuePair<string, string>[] NothingDrawn = [new("Privacy:LargestMargin", "0"), new("Privacy:SubmitterStep", "1")];

    [Fact]
    public async Task Answer_HiddenUnknownAndBlockedNames_IsOneToTheByte()
    {
        await using var week = await HiddenNames.StartAsync();
        foreach (var (door, ask) in NamedDoors.All)
        {
            var hidden = await TextOfAsync(await ask(week.Server, HiddenNames.Hidden));
            Assert.NotEqual(hidden, await TextOfAsync(await ask(week.Server, HiddenNames.Told)));
            Assert.DoesNotContain(HiddenNames.Hidden, hidden, StringComparison.Ordinal);
            Assert.True(hidden.StartsWith(door.StartsWith("/mcp", StringComparison.Ordinal) ? "OK" : "NotFound", StringComparison.Ordinal), $"{door}: {hidden}");
            foreach (var other in (string[])[HiddenNames.Listed, HiddenNames.Blocked, HiddenNames.Unlisted])
            {
                Assert.Equal(hidden, await TextOfAsync(await ask(week.Server, other)));
            }
        }
    }

    [Fact]
    public async Task Tables_NineUsersOfANameOrNone_AreOneToTheByte()
    {
        await using var nine = await HiddenNames.StartAsync(HiddenNames.Users, NothingDrawn);
        await using var none = await HiddenNames.StartAsync(users: 0, NothingDrawn);
        await using var ten = await HiddenNames.StartAsync(HiddenNames.Users + 1, NothingDrawn);
        foreach (var (door, ask) in TableDoors.All)
        {
            var table = await TextOfAsync(await ask(nine.Server));
            Assert.StartsWith("OK", table, StringComparison.Ordinal);
            Assert.True(table == await TextOfAsync(await ask(none.Server)), $"{door} tells of a hidden name.");
        }

        // That it would be seen: with one user more the table has the name.
        Assert.Contains(HiddenNames.Hidden, await TextOfAsync(await ten.Server.GetAsync("/v1/api/tables/skill?format=csv")), StringComparison.Ordinal);
    }

    /// <summary>Everything of an answer, but for when it was given.</summary>
    private static async Task<string> TextOfAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
            return string.Join('\n', [$"{answer.StatusCode}", .. headers, await answer.Content.ReadAsStringAsync()]);
        }
    }
}
