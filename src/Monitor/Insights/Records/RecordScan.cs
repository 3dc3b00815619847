using ToolTime.Recording.Home;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>
/// Reads this machine's transcripts for insights. An in-memory index, like that of reports, decides what counts, so that it counts once;
/// nothing is stored.
/// </summary>
/// <param name="home">The home; nothing is written there.</param>
/// <param name="environment">The environment, with the locations of transcripts.</param>
/// <param name="prices">The models' prices.</param>
/// <param name="zone">The time zone of price changes.</param>
/// <param name="score">Scores what a user (true) or a model said; null to score nothing.</param>
internal sealed class RecordScan(
    ToolTimeHome home, Func<string, string?> environment, PriceBook prices, TimeZoneInfo zone, Func<string, bool, double?>? score = null)
{
    /// <summary>How many transcripts the last run examined.</summary>
    public int Files { get; private set; }

    /// <summary>How many of them could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The paths of a client's main transcripts, most recently written first.</summary>
    public static IEnumerable<string> Newest(string client, Func<string, string?> environment, DateTimeOffset since) =>
        TranscriptFormats.All.Where(format => format.Client == client)
            .SelectMany(format => format.Find(environment))
            .Where(file => file.WrittenAt >= since.UtcTicks && !file.IsOfSubagent)
            .OrderByDescending(file => file.WrittenAt)
            .Select(file => file.Path);

    /// <summary>The sessions that had responses or calls, earliest first.</summary>
    /// <param name="since">The start of the period; transcripts last written before are not read.</param>
    public IReadOnlyList<RecordedSession> Run(DateTimeOffset since)
    {
        var files = TranscriptFormats.All
            .SelectMany(format => format.Find(environment))
            .Where(file => file.WrittenAt >= since.UtcTicks)
            // Other recorders add to calls, which must be known first.
            .OrderBy(file => file.Format.Recorder)
            .ThenBy(file => file.Begun is null ? file.WrittenAt : 0)
            .ThenBy(file => file.Begun ?? file.Path, StringComparer.Ordinal)
            .ToList();
        var readers = new ThreadLocal<RecordReader>(() => new RecordReader(environment("HOME"), score));
        var index = new UsageIndex(new IndexStore(home), IndexCatalog.CreateEmpty());
        var records = new RecordBuilder(index, prices, zone);
        index.Observer = records;
        (Files, Unreadable) = (files.Count(file => file.Format.Recorder is Recorder.Transcript), 0);
        foreach (var read in files.AsParallel().AsOrdered().Select(file => readers.Value!.Read(file)))
        {
            if (!read.Reading.IsComplete)
            {
                Unreadable++;
                continue;
            }

            index.Add(read.Reading);
            records.Add(read);
        }

        return records.Finish(since);
    }
}
