using System.Text.Json;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>
/// The member `usage` of a message, or one of its iterations. Invalid if a count is not a whole number, or the input or output is missing.
/// </summary>
internal sealed class ClaudeCodeUsage
{
    // An advisor is asked a few times per response.
    private const int MaxIterations = 64;

    private long? _input;
    private long? _output;
    private long _cacheWrite;
    private long _cacheRead;
    private long _cacheWrite5m;
    private long _cacheWrite1h;
    private bool _hasBadCount;

    public bool IsFast { get; private set; }

    public bool IsUsOnly { get; private set; }

    public long WebSearches { get; private set; }

    public bool IsValid => !_hasBadCount && _input is not null && _output is not null;

    /// <summary>True if an iteration that counts outside the totals has counts that are not whole numbers.</summary>
    public bool HasOddIteration { get; private set; }

    /// <summary>An iteration's model if it names one, as an advisor's does; otherwise null.</summary>
    public string? Model { get; private set; }

    /// <summary>What other models, or the same one for another purpose, used along the way: not included in the totals.</summary>
    public List<ClaudeCodeUsage> Outside { get; } = [];

    /// <summary>
    /// The lifetimes come with the stream's first event, the total with its last: what is in neither lifetime was written for 5 minutes.
    /// </summary>
    public TokenCount Tokens =>
        new(_input ?? 0, _output ?? 0, Math.Max(_cacheWrite5m, _cacheWrite - _cacheWrite1h), _cacheWrite1h, _cacheRead);

    /// <summary>Reads from the object's start to its end.</summary>
    public static ClaudeCodeUsage Read(scoped ref Utf8JsonReader json, Utf8Names names) => Read(ref json, names, out _);

    private static ClaudeCodeUsage Read(scoped ref Utf8JsonReader json, Utf8Names names, out ReadOnlySpan<byte> type)
    {
        var usage = new ClaudeCodeUsage();
        type = default;
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("input_tokens"u8))
            {
                usage._input = usage.Count(ref json);
            }
            else if (name.SequenceEqual("output_tokens"u8))
            {
                usage._output = usage.Count(ref json);
            }
            else if (name.SequenceEqual("cache_creation_input_tokens"u8))
            {
                usage._cacheWrite = usage.Count(ref json);
            }
            else if (name.SequenceEqual("cache_read_input_tokens"u8))
            {
                usage._cacheRead = usage.Count(ref json);
            }
            else if (name.SequenceEqual("cache_creation"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                usage.ReadLifetimes(ref json);
            }
            else if (name.SequenceEqual("server_tool_use"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                usage.ReadServerTools(ref json);
            }
            else if (name.SequenceEqual("iterations"u8) && json.TokenType is JsonTokenType.StartArray)
            {
                usage.ReadIterations(ref json, names);
            }
            else if (name.SequenceEqual("speed"u8))
            {
                usage.IsFast = JsonLine.Text(ref json).SequenceEqual("fast"u8);
            }
            else if (name.SequenceEqual("inference_geo"u8))
            {
                usage.IsUsOnly = JsonLine.Text(ref json).SequenceEqual("us"u8);
            }
            else if (name.SequenceEqual("type"u8))
            {
                type = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("model"u8) && JsonLine.Text(ref json) is { IsEmpty: false } model)
            {
                usage.Model = names.Get(model);
            }

            json.Skip();
        }

        return usage;
    }

    private void ReadIterations(scoped ref Utf8JsonReader json, Utf8Names names)
    {
        List<ClaudeCodeUsage>? messages = null;
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (
                json.TokenType is JsonTokenType.StartObject
                && Read(ref json, names, out var type) is { } iteration
                && Outside.Count < MaxIterations
            )
            {
                var isOutside = type.SequenceEqual("advisor_message"u8) || type.SequenceEqual("compaction"u8);
                if (!iteration.IsValid)
                {
                    HasOddIteration |= isOutside && iteration._hasBadCount;
                }
                else if (isOutside)
                {
                    Outside.Add(iteration);
                }
                else if (type.SequenceEqual("message"u8) && iteration._output > 0 && (messages?.Count ?? 0) < MaxIterations)
                {
                    (messages ??= []).Add(iteration);
                }
                else if (type.SequenceEqual("fallback_message"u8) && messages is not null)
                {
                    // Another model stopped before this one answered. Its output until then is billed, but is in no total.
                    Outside.AddRange(messages.Where(message => message.Model is { } model && model != iteration.Model));
                    messages = null;
                }
            }

            json.Skip();
        }
    }

    private void ReadLifetimes(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("ephemeral_5m_input_tokens"u8))
            {
                _cacheWrite5m = Count(ref json);
            }
            else if (name.SequenceEqual("ephemeral_1h_input_tokens"u8))
            {
                _cacheWrite1h = Count(ref json);
            }

            json.Skip();
        }
    }

    private void ReadServerTools(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("web_search_requests"u8) && JsonLine.TryCount(ref json, out var searches))
            {
                WebSearches = searches;
            }

            json.Skip();
        }
    }

    private long Count(scoped ref Utf8JsonReader json)
    {
        _hasBadCount |= !JsonLine.TryCount(ref json, out var count);
        return count;
    }
}
