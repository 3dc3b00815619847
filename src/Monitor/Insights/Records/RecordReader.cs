using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>Reads one transcript after the other. For one thread.</summary>
/// <remarks>Of what was said only the score is held, never the words.</remarks>
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
        return _current;
    }

    private void Take(in CallInput input)
    {
        if (input.Folder is { Length: > 0 } folder)
            _current!.Folders.TryAdd(input.Session, folder);
        if (_details.Read(input) is { } detail)
            _current!.Details.TryAdd(detail.Key, detail);
    }

    private void Take(in MessageText text)
    {
        if (text.IsSubagent)
            return;
        var at = DateTimeOffset.FromUnixTimeSeconds(text.At);
        _current!.Texts.Add((text.Session, new RecordedText(at, text.IsUser, _score?.Invoke(text.Text, text.IsUser))));
    }
}

/// <summary>What was read of one transcript.</summary>
internal sealed class ReadTranscript
{
    public TranscriptReading Reading { get; set; } = null!;

    public Dictionary<IdHash, CallDetail> Details { get; } = [];

    /// <summary>The folder of each session in it.</summary>
    public Dictionary<string, string> Folders { get; } = new(StringComparer.Ordinal);

    public List<(string Session, RecordedText Text)> Texts { get; } = [];
}
