using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Web;

/// <summary>The findings that the user has acknowledged, by key, one per line; the newest 10,000. Thread-safe.</summary>
/// <param name="home">The home.</param>
internal sealed class AcknowledgedFindings(ToolTimeHome home)
{
    private const int Most = 10_000;
    private const int KeyLength = 32;

    private readonly Lock _lock = new();

    public IReadOnlySet<string> Read()
    {
        lock (_lock)
        {
            return Lines().ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>False if a key is not valid; then nothing is stored.</summary>
    public bool Set(IReadOnlyList<string> keys, bool isAcknowledged)
    {
        if (!keys.All(key => key?.Length is > 0 and <= KeyLength && key.All(char.IsAsciiHexDigit)))
        {
            return false;
        }

        lock (_lock)
        {
            var stored = Lines().Except(keys).Concat(isAcknowledged ? keys : []).TakeLast(Most);
            PrivateFiles.Replace(
                home.AcknowledgedFindings,
                System.Text.Encoding.ASCII.GetBytes(string.Concat(stored.Select(one => one + "\n")))
            );
        }

        return true;
    }

    private string[] Lines() => File.Exists(home.AcknowledgedFindings) ? File.ReadAllLines(home.AcknowledgedFindings) : [];
}
