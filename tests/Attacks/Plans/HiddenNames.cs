using ToolTime.Attacks.Worlds;
using ToolTime.Calendar;

namespace ToolTime.Attacks.Plans;

/// <summary>A server with a published week in which one name is told, and others are not: used by too few, by nobody, blocked, or on no list.</summary>
public sealed class HiddenNames : IAsyncDisposable
{
    /// <summary>A name that all 60 submitters used.</summary>
    public const string Told = "attacked-told";

    /// <summary>A name that nine of them used.</summary>
    public const string Hidden = "attacked-some";

    /// <summary>A listed name that nobody used.</summary>
    public const string Listed = "attacked-none";

    /// <summary>A name that all used and an operator blocks.</summary>
    public const string Blocked = "attacked-less";

    /// <summary>A name that is on no list.</summary>
    public const string Unlisted = "attacked-what";

    /// <summary>How many use the hidden name.</summary>
    public const int Users = 9;

    private const int Submitters = 60;

    private static readonly IsoWeek Week = IsoWeek.Of(new(2026, 11, 2));

    private HiddenNames(ServerInProcess server) => Server = server;

    /// <summary>The server.</summary>
    public ServerInProcess Server { get; }

    /// <summary>Starts it and publishes the week.</summary>
    /// <param name="users">How many use the hidden name; fewer than are told of.</param>
    /// <param name="settings">Settings besides.</param>
    public static async Task<HiddenNames> StartAsync(int users = Users, params IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        var day = Week.FirstDay;
        var server = new ServerInProcess([.. new[] { Told, Hidden, Listed }.Select(name => new Name("skill", name).Added), new Name("skill", Blocked).Blocked], At(day.AddDays(3), 18), settings);
        await server.PlayAsync(new(At(day.AddDays(3), 18), ReportsOn(day, users), [], Publishes: false));
        await server.PlayAsync(new(At(day.AddDays(7), 9), ReportsOn(day.AddDays(1), users), [], Publishes: false));
        await server.PlayAsync(new(At(day.AddDays(10), 0, 20), [], [], Publishes: true));
        return new(server);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static Report[] ReportsOn(DateOnly day, int users) =>
        [.. Enumerable.Range(0, Submitters).Select(person => new Report($"person-{person}", World.MainClient, [KeyValuePair.Create<DateOnly, IReadOnlyDictionary<Name, Count>>(day, NamesOf(person < users))]))];

    private static Dictionary<Name, Count> NamesOf(bool isUser)
    {
        var names = new Dictionary<Name, Count> { [new("skill", Told)] = new(5), [new("skill", Blocked)] = new(5) };
        if (isUser)
        {
            names.Add(new("skill", Hidden), new(5));
        }

        return names;
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day, new(hour, minute), TimeSpan.Zero);
}
