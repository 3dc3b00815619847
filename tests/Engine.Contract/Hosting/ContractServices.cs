using ToolTime.Engine.Contract.Grains;

namespace ToolTime.Engine.Contract.Hosting;

/// <summary>The services that the contract's grains take.</summary>
internal static class ContractServices
{
    public static IServiceCollection AddContractServices(this IServiceCollection services) =>
        services.AddScoped<ScopedService>();
}
