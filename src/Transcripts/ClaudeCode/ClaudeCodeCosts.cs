using System.Text.Json;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>
/// A line of type `cost-state`: the client's own figure for the session's cost so far, by model. Other lines change nothing.
/// </summary>
internal static class ClaudeCodeCosts
{
    /// <exception cref="JsonException">The line is not JSON.</exception>
    public static void Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        var json = JsonLine.Reader(line);
        json.Read();
        var costs = new Dictionary<string, ClientCost>();
        var (isCosts, isGuess) = (false, false);
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                isCosts = JsonLine.Text(ref json).SequenceEqual("cost-state"u8);
            }
            else if (name.SequenceEqual("hasUnknownModelCost"u8))
            {
                isGuess = json.TokenType is JsonTokenType.True;
            }
            else if (name.SequenceEqual("modelUsage"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadModels(ref json, reading.Names, costs);
            }

            json.Skip();
        }

        JsonLine.End(ref json);
        // If the client does not know a price either, it uses another model's.
        foreach (var (model, cost) in isCosts && !isGuess ? costs : [])
        {
            reading.ClientCosts[model] = cost;
        }
    }

    private static void ReadModels(scoped ref Utf8JsonReader json, Utf8Names names, Dictionary<string, ClientCost> costs)
    {
        while (JsonLine.NextMember(ref json, out var model))
        {
            if (
                json.TokenType is JsonTokenType.StartObject
                && names.Get(model) is var name
                && ReadModel(ref json) is { Micros: > 0, Tokens: > 0 } cost
            )
            {
                costs[name] = cost;
            }

            json.Skip();
        }
    }

    private static ClientCost ReadModel(scoped ref Utf8JsonReader json)
    {
        long micros = 0, tokens = 0;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (
                name.SequenceEqual("costUSD"u8)
                && json.TokenType is JsonTokenType.Number
                && json.TryGetDouble(out var dollars)
                && RecordedCost.Micros(dollars) is >= 0 and var cost
            )
            {
                micros = cost;
            }
            else if (
                (
                    name.SequenceEqual("inputTokens"u8)
                    || name.SequenceEqual("outputTokens"u8)
                    || name.SequenceEqual("cacheReadInputTokens"u8)
                    || name.SequenceEqual("cacheCreationInputTokens"u8)
                ) && JsonLine.TryTotal(ref json, out var count)
            )
            {
                tokens += count;
            }

            json.Skip();
        }

        return new ClientCost(micros, tokens);
    }
}
