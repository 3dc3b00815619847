namespace ToolTime.Api.Requests;

/// <summary>Which pages of other sites may call an endpoint.</summary>
internal static class CorsPolicies
{
    /// <summary>Any page: no cookie opens these endpoints.</summary>
    public const string Public = "public";
}
