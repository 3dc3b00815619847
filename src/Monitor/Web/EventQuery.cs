using System.Globalization;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Web;

/// <summary>The events that a query asks for.</summary>
/// <param name="Filter">From its own parameters, or those of a subscription.</param>
/// <param name="Since">The number of the last event seen; null to start with the next.</param>
internal readonly record struct EventQuery(EventFilter Filter, long? Since)
{
    private static readonly string[] Members = ["project", "client", "types", "min_tokens", "since", "subscription"];

    /// <summary>Reads a query, and the names of invalid parameters; none if all are valid.</summary>
    public static EventQuery Read(IQueryCollection query, Func<string, EventFilter?> subscription, out List<string> faults)
    {
        faults = Query.Faults(query, Members);
        var named = query["subscription"].FirstOrDefault() is { } id ? subscription(id) : EventFilter.All;
        if (named is null)
        {
            faults.Add("subscription");
        }

        var (minTokens, since) = (Number(query, "min_tokens", faults), Number(query, "since", faults));
        named ??= EventFilter.All;
        var filter = named with
        {
            Project = query["project"].FirstOrDefault() ?? named.Project,
            Client = query["client"].FirstOrDefault() ?? named.Client,
            Types = query["types"].FirstOrDefault()?.Split(',', StringSplitOptions.TrimEntries) ?? named.Types,
            MinTokens = minTokens ?? named.MinTokens,
        };
        if (filter.FaultyMember() is { } faulty)
        {
            faults.Add(faulty);
        }

        return new EventQuery(filter, since);
    }

    private static long? Number(IQueryCollection query, string name, List<string> faults)
    {
        if (query[name].FirstOrDefault() is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add(name);
        return null;
    }
}
