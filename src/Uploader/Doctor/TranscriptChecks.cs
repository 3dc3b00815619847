using ToolTime.Transcripts;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Doctor;

/// <summary>Whether transcripts are found and understood.</summary>
internal static class TranscriptChecks
{
    private const int FewFiles = 3;

    public static DoctorCheck Sessions(UsageReading reading)
    {
        var clients = reading
            .Index.Sessions.Where(session => !session.IsOtlpOnly)
            .GroupBy(session => session.Client)
            .OrderByDescending(client => client.Count())
            .ThenBy(client => client.Key, StringComparer.Ordinal)
            .Select(client => $"{client.Count()} of {client.Key}")
            .ToList();
        if (Unread(reading) is { Count: > 0 } unread)
        {
            return new(
                "transcripts",
                DoctorCheck.Warning,
                $"Nothing in the transcripts of {string.Join(", ", unread)} is counted.",
                "Update tooltime, or report the agent's name and version."
            );
        }

        if (clients.Count > 0)
        {
            return new("transcripts", DoctorCheck.Fine, $"Sessions: {string.Join(", ", clients)}.");
        }

        return reading.Index.Sessions.Count > 0
            ? new("transcripts", DoctorCheck.Fine, "There are no agents' transcripts on this machine, only telemetry.")
            : new("transcripts", DoctorCheck.Warning, "There are no agents' transcripts on this machine.", "Run an agent, or set CLAUDE_CONFIG_DIR or CODEX_HOME to where its files are.");
    }

    // One session may have ended before the first answer.
    private static List<string> Unread(UsageReading reading)
    {
        var known = reading
            .Index.Sessions.Where(session => !session.IsOtlpOnly)
            .Select(session => session.Client)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. reading.Files
                .Where(file => file.Format.Recorder is Recorder.Transcript && !known.Contains(file.Format.Client))
                .GroupBy(file => file.Format.Client, StringComparer.Ordinal)
                .Where(client => client.Count() >= FewFiles)
                .Select(client => client.Key)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What was read stays counted, even after the files are deleted.</summary>
    public static DoctorCheck Retention(CommandContext context, UsageReading reading) =>
        TranscriptRetention.Describe(context, reading.Files) is { } due
            ? new("retention", DoctorCheck.Warning, due)
            : new("retention", DoctorCheck.Fine, "No transcript is about to be deleted.");

    /// <summary>Lines about usage that are not understood make every total too small, and so do unreadable files.</summary>
    public static DoctorCheck Skipped(UsageReading reading)
    {
        var skipped = reading.Index.Skipped + reading.Unreadable;
        var found = SkippedText.Describe(skipped) ?? "Every line was understood.";
        return skipped switch
        {
            { Foreign: > 0 } => new(
                "skipped",
                DoctorCheck.Fault,
                found,
                "Lines that report usage are not counted: update tooltime, or report the agent's name and version."
            ),
            { Unreadable: > 0 } => new("skipped", DoctorCheck.Fault, found, "Make the transcripts readable for this user."),
            { Torn: > 0 } => new("skipped", DoctorCheck.Warning, found),
            _ => new("skipped", DoctorCheck.Fine, found),
        };
    }
}
