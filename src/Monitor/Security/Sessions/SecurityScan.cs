using ToolTime.Monitor.Security.Checking;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>
/// Evaluates the calls in this machine's transcripts, session by session. Stores nothing. Copies of a call in resumed or forked sessions
/// count once, where they first appeared.
/// </summary>
/// <param name="engine">The rules.</param>
/// <param name="environment">The environment, with the locations of transcripts.</param>
internal sealed class SecurityScan(SecurityEngine engine, Func<string, string?> environment)
{
    /// <summary>How many transcripts the last run examined.</summary>
    public int Files { get; private set; }

    /// <summary>How many of them could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The sessions that had calls, highest risk first.</summary>
    /// <param name="since">The start of the period; transcripts last written before are not read.</param>
    public IReadOnlyList<SessionSecurity> Run(DateTimeOffset since)
    {
        var files = TranscriptFormats
            .All.Where(format => format.Recorder is Recorder.Transcript)
            .SelectMany(format => format.Find(environment))
            .Where(file => file.WrittenAt >= since.UtcTicks)
            .OrderBy(file => file.Begun is null ? file.WrittenAt : 0)
            .ThenBy(file => file.Begun ?? file.Path, StringComparer.Ordinal)
            .ToList();
        (Files, Unreadable) = (files.Count, 0);
        var readers = new ThreadLocal<TranscriptSecurity>(() => new TranscriptSecurity(engine, since));
        var sessions = new Dictionary<(string Client, string Session), SessionTally>();
        var (seen, denied) = (new HashSet<IdHash>(), new HashSet<IdHash>());
        foreach (
            var (file, (calls, refused, isComplete)) in files.AsParallel().AsOrdered().Select(file => (file, readers.Value!.Read(file)))
        )
        {
            Unreadable += isComplete ? 0 : 1;
            denied.UnionWith(refused);
            foreach (var call in calls.Where(call => seen.Add(call.Key)))
            {
                var (client, session) = (file.Format.Client, call.Session);
                if (!sessions.TryGetValue((client, session), out var tally))
                {
                    sessions[(client, session)] = tally = new SessionTally(client, session);
                }

                tally.Add(call);
            }
        }

        return
        [
            .. sessions
                .Values.Select(tally => tally.Finish(call => denied.Contains(call.Key)))
                .OfType<SessionSecurity>()
                .OrderByDescending(session => session.Risk.Total)
                .ThenByDescending(session => session.Last),
        ];
    }
}
