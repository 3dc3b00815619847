using ToolTime.Attacks.Plans;

namespace ToolTime.Attacks.Tests;

/// <summary>Names that are hidden, that nobody knows and that are blocked, asked for at every door that takes a name.</summary>
public sealed class HiddenTests
{
    private static readonly string[] Doors =
        ["/v1/api/trends/skill/{0}", "/v1/api/trends/skill/{0}?weeks=52", "/v1/api/badge/skill/{0}", "/v1/api/badge/skill/{0}?format=json", "/v1/api/badge/skill/{0}?show=calls", "/skill/{0}"];

    [Fact]
    public async Task Answer_HiddenUnknownAndBlockedNames_IsOneToTheByte()
    {
        await using var week = await HiddenNames.StartAsync();
        foreach (var door in Doors)
        {
            var told = await AnswerAsync(week.Server, door, HiddenNames.Told);
            Assert.Contains("OK", told, StringComparison.Ordinal);
            var hidden = await AnswerAsync(week.Server, door, HiddenNames.Hidden);
            Assert.Contains("NotFound", hidden, StringComparison.Ordinal);
            foreach (var other in (string[])[HiddenNames.Listed, HiddenNames.Blocked, HiddenNames.Unlisted])
            {
                Assert.Equal(hidden, await AnswerAsync(week.Server, door, other));
            }
        }
    }

    /// <summary>Everything of an answer, but for when it was given.</summary>
    private static async Task<string> AnswerAsync(ServerInProcess server, string door, string name)
    {
        using var answer = await server.GetAsync(string.Format(door, name));
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return string.Join('\n', [$"{answer.StatusCode}", .. headers, await answer.Content.ReadAsStringAsync()]);
    }
}
