using System.Text;
using System.Text.Json;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;

namespace ToolTime.Monitor.Security.Settings;

/// <summary>Failures while evaluating calls, which still ran. `tooltime doctor` reports them.</summary>
internal static class GuardFaults
{
    private const long MaxBytes = 256 * 1024;

    /// <summary>Notes a fault, and nothing of the call. Nothing happens if the home cannot be written.</summary>
    /// <param name="home">Where.</param>
    /// <param name="now">When.</param>
    /// <param name="fault">What, in a sentence of ours.</param>
    public static void Note(ToolTimeHome home, DateTimeOffset now, string fault)
    {
        try
        {
            var file = new FileInfo(home.SecurityFaults);
            if (!file.Exists || file.Length < MaxBytes)
            {
                var line = $"{{\"at\":\"{UtcText.Seconds(now)}\",\"fault\":\"{JsonEncodedText.Encode(fault)}\"}}";
                EventLog.Append(home.SecurityFaults, Encoding.UTF8.GetBytes(line));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The call that it happened to is still answered.
        }
    }

    /// <summary>How many faults there were since an instant, and the last one; null if there were none.</summary>
    public static (int Count, string Last)? Since(ToolTimeHome home, DateTimeOffset fromInclusive)
    {
        if (!File.Exists(home.SecurityFaults))
        {
            return null;
        }

        var (count, last) = (0, "");
        foreach (var line in File.ReadLines(home.SecurityFaults))
        {
            try
            {
                using var fault = JsonDocument.Parse(line);
                if (fault.RootElement.GetProperty("at").GetDateTimeOffset() >= fromInclusive)
                {
                    (count, last) = (count + 1, fault.RootElement.GetProperty("fault").GetString() ?? "");
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // A torn line is ignored.
            }
        }

        return count == 0 ? null : (count, last);
    }
}
