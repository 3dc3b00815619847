namespace ToolTime.Attacks.Worlds;

/// <summary>Who stands around a victim's names.</summary>
/// <param name="Liars">Submitters of the adversary's that report each name.</param>
/// <param name="Share">The share of other people that use each name.</param>
public sealed record Crowd(int Liars, double Share)
{
    /// <summary>A rare name, and so many liars that one person more may make ten.</summary>
    public static readonly Crowd NineLiars = new(9, 0.01);

    /// <summary>A rare name, and so many liars that one person more may make fifty.</summary>
    public static readonly Crowd FortyNineLiars = new(49, 0.01);

    /// <summary>A rare name, and so many liars that all is told of it.</summary>
    public static readonly Crowd EightyLiars = new(80, 0.01);

    /// <summary>A common name and nobody who lies.</summary>
    public static readonly Crowd Natural = new(0, 0.3);

    /// <summary>A name that most use, so that its sums are told, and nobody who lies.</summary>
    public static readonly Crowd Many = new(0, 0.6);

    /// <summary>The same, with liars.</summary>
    public static readonly Crowd ManyWithLiars = new(49, 0.6);

    /// <summary>The same, with more liars than the rules are made for.</summary>
    public static readonly Crowd ManyWithEightyLiars = new(80, 0.6);

    /// <summary>A name that nearly all use, and nobody who lies.</summary>
    public static readonly Crowd NearlyAll = new(0, 0.9);

    /// <summary>A common name, and as many liars as it has users.</summary>
    public static readonly Crowd CommonWithLiars = new(49, 0.3);

    /// <summary>A name that so few use that liars can crowd its middle, and so many that its rates are told.</summary>
    public static readonly Crowd SomeWithLiars = new(49, 0.15);

    private static readonly IReadOnlyList<Crowd> OfWeeks = [NineLiars, FortyNineLiars, Natural];
    private static readonly IReadOnlyList<Crowd> OfClients = [NineLiars, FortyNineLiars, Many];
    private static readonly IReadOnlyList<Crowd> OfDays = [EightyLiars, CommonWithLiars, Natural];
    private static readonly IReadOnlyList<Crowd> OfMedians = [FortyNineLiars, SomeWithLiars, CommonWithLiars, Many];
    private static readonly IReadOnlyList<Crowd> OfMeans = [ManyWithLiars, NearlyAll];

    /// <summary>The crowds among whom a secret is attacked. Of the last seven days nothing is told of fewer than fifty.</summary>
    public static IReadOnlyList<Crowd> Around(Secret secret) => secret switch
    {
        Secret.UsedOtherClient => OfClients,
        Secret.BeganToday => OfDays,
        Secret.FailedByMedians => OfMedians,
        Secret.FailedByMeans or Secret.WorkedByMeans => OfMeans,
        _ => OfWeeks,
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Share < SomeWithLiars.Share ? "rare names" : Share < Natural.Share ? "names that some use" : Share < Many.Share ? "common names" : Share < NearlyAll.Share ? "names that most use" : "names that nearly all use")}, {(Liars == 0 ? "no liars" : $"{Liars} liars")}";
}
