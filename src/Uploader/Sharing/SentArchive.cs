using ToolTime.Uploader.Clock;
using ToolTime.Uploader.Home;

namespace ToolTime.Uploader.Sharing;

/// <summary>sent/: every report byte for byte, kept before it is sent and for 90 days.</summary>
internal sealed class SentArchive(ToolTimeHome home, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public void Keep(PlannedSubmission submission)
    {
        PrivateFiles.CreateFolder(home.Sent);
        var name = $"{UtcText.Compact(clock.GetUtcNow())}-{submission.Client}";
        var path = Path.Combine(home.Sent, $"{name}.json");
        for (var i = 2; File.Exists(path); i++)
            path = Path.Combine(home.Sent, $"{name}-{i}.json");
        PrivateFiles.Replace(path, submission.Body);
    }

    public void RemoveOld()
    {
        if (!Directory.Exists(home.Sent))
            return;
        var oldest = UtcText.Compact(clock.GetUtcNow() - KeptFor);
        foreach (var path in Directory.EnumerateFiles(home.Sent, "*.json"))
        {
            if (string.CompareOrdinal(Path.GetFileName(path), oldest) < 0)
                File.Delete(path);
        }
    }
}
