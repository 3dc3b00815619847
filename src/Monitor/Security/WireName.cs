using System.Text;

namespace ToolTime.Monitor.Security;

/// <summary>Names of enum values in answers and files: lower case, with hyphens.</summary>
internal static class WireName
{
    /// <summary>`DownloadAndRun` as `download-and-run`.</summary>
    public static string From<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterUpper(character) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }

    /// <summary>The value with that name, or null.</summary>
    public static T? Parse<T>(string name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(From(value), name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
