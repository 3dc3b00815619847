using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>Reads transcripts one by one. For one thread.</summary>
/// <remarks>Only scores of what was said are stored, never the words.</remarks>
internal sealed class RecordReader
{
    private readonly TranscriptReader _reader;
    private readonly DetailReader _details;
    private readonly Func<string, bool, double?>? _score;
    private ReadTranscript? _current;

    /// <param name="home">The user's folder.</param>
    /// <param name="score">Scores a text, of a user or not; null to score none.</param>
    public RecordReader(string? home, Func<string, bool, double?>? score)
    {
        (_details, _score) = (new DetailReader(home), score);
        _reader = new TranscriptReader(Take, Take);
    }

    public ReadTranscript Read(TranscriptFile file)
    {
        _current = new ReadTranscript();
        _current.Reading = _reader.Read(file, known: null);
        var responses = _current.Reading.Responses;
        foreach (var (key, place) in _current.Makers.Where(maker => maker.Value >= 0 && maker.Value < responses.Count))
        {
            _current.Details[key] = _current.Details[key] with { Maker = (responses[place].At, responses[place].Tokens) };
        }

        return _current;
    }

    private void Take(in CallInput input)
    {
        if (input.Folder is { Length: > 0 } folder)
        {
            _current!.Folders.TryAdd(input.Session, folder);
        }

        if (_details.Read(input) is { } detail && _current!.Details.TryAdd(detail.Key, detail))
        {
            _current.Makers[detail.Key] = input.Response;
        }
    }

    private void Take(in MessageText text)
    {
        if (text.IsSubagent)
        {
            return;
        }

        var at = DateTimeOffset.FromUnixTimeSeconds(text.At);
        _current!.Texts.Add((text.Session, new RecordedText(at, text.IsUser, _score?.Invoke(text.Text, text.IsUser))));
    }
}

/// <summary>What was read from one transcript.</summary>
internal sealed class ReadTranscript
{
    public TranscriptReading Reading { get; set; } = null!;

    public Dictionary<IdHash, CallDetail> Details { get; } = [];

    /// <summary>The position of the response that made each call.</summary>
    public Dictionary<IdHash, int> Makers { get; } = [];

    /// <summary>The folder of each session.</summary>
    public Dictionary<string, string> Folders { get; } = new(StringComparer.Ordinal);

    public List<(string Session, RecordedText Text)> Texts { get; } = [];
}
