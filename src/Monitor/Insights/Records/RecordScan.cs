using ToolTime.Recording.Home;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>
/// Reads the transcripts of this machine for insights. What counts, and once only, says an index as that of reports, made in memory;
/// nothing is stored.
/// </summary>
/// <param name="home">Where the index would be; nothing is written there.</param>
/// <param name="environment">The environment, which says where transcripts are.</param>
/// <param name="prices">What models cost.</param>
/// <param name="zone">In whose days prices change.</param>
/// <param name="score">Scores what a user (true) or a model said; null to score nothing.</param>
internal sealed class RecordScan(
    ToolTimeHome home, Func<string, string?> environment, PriceBook prices, TimeZoneInfo zone, Func<string, bool, double?>? score = null)
{
    /// <summary>How many transcripts were looked at in the last run.</summary>
    public int Files { get; private set; }

    /// <summary>How many of them could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The paths of a client's main transcripts, the last written first.</summary>
    public static IEnumerable<string> Newest(string client, Func<string, string?> environment, DateTimeOffset since) =>
        TranscriptFormats.All.Where(format => format.Client == client)
            .SelectMany(format => format.Find(environment))
            .Where(file => file.WrittenAt >= since.UtcTicks && !file.IsOfSubagent)
            .OrderByDescending(file => file.WrittenAt)
            .Select(file => file.Path);

    /// <summary>The sessions that had responses or calls, the first first.</summary>
    /// <param name="since">From when on they count; transcripts that were last written before are not read.</param>
    public IReadOnlyList<RecordedSession> Run(DateTimeOffset since)
    {
        var files = TranscriptFormats.All
            .SelectMany(format => format.Find(environment))
            .Where(file => file.WrittenAt >= since.UtcTicks)
            // What others recorded says more of calls, which have to be known before.
            .OrderBy(file => file.Format.Recorder)
            .ThenBy(file => file.Begun is null ? file.WrittenAt : 0)
            .ThenBy(file => file.Begun ?? file.Path, StringComparer.Ordinal)
            .ToList();
        var readers = new ThreadLocal<RecordReader>(() => new RecordReader(environment("HOME"), score));
        var index = new UsageIndex(new IndexStore(home), IndexStore.New());
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
