using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>Reads members that several queries have.</summary>
internal static class Query
{
    /// <summary>The members that are not known, come more than once, or hold a character that no path or name has.</summary>
    public static List<string> Faults(IQueryCollection query, IReadOnlyCollection<string> known) =>
        [.. query.Where(one => !known.Contains(one.Key) || one.Value.Count > 1 || one.Value.ToString().Contains('\0'))
            .Select(one => one.Key)];

    /// <summary>The member `days`, from 1 to <paramref name="most"/>; <paramref name="usual"/> if it is not there or wrong.</summary>
    public static int Days(IQueryCollection query, int usual, int most, List<string> faults)
    {
        if (Text(query, "days") is not { } text)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 && days <= most)
        {
            return days;
        }

        faults.Add("days");
        return usual;
    }

    /// <summary>A member; null if it is not there or empty.</summary>
    public static string? Text(IQueryCollection query, string name) =>
        query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;
}
