using System.Text.Json;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// A message of OpenCode 1, which may have several responses: it has the tokens of the last and the cost of all. Each has the key and the
/// cost that the message had while it was the last.
/// </summary>
/// <param name="last">The message as it is stored.</param>
/// <param name="model">The model's name; empty if unknown.</param>
/// <param name="at">UTC milliseconds since 1970 of the message's start.</param>
internal sealed class OpenCodeMessage(ReadResponse last, string model, long at)
{
    private readonly List<(TokenCount Tokens, long CostMicros)> _steps = [];

    /// <summary>Adds the end of a response, in their order.</summary>
    /// <param name="part">The message's part of the type `step-finish`.</param>
    public void AddStep(JsonElement part) =>
        _steps.Add((OpenCodeResponse.Tokens(part.Get("tokens")), Math.Max(0, part.CostMicros("cost"))));

    /// <summary>All responses of the message.</summary>
    public IEnumerable<ReadResponse> Responses()
    {
        var rest = last.CostMicros;
        foreach (var (tokens, cost) in _steps.SkipLast(1).Where(step => step.Tokens.Total > 0))
        {
            yield return last with
            {
                Key = OpenCodeResponse.Key(at, model, tokens),
                Tokens = tokens,
                CostMicros = rest < 0 ? -1 : cost,
            };
            rest = rest < 0 ? -1 : Math.Max(0, rest - cost);
        }

        yield return last with { CostMicros = rest };
    }
}
